import { X509Certificate, randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'

/** What the page learns of an imported certificate authority file. */
export interface ImportedCertificate {
  readonly id: string
  /** Subject of the first certificate, on one line. */
  readonly subject: string
  /** When the first one expires, as the certificate writes it. */
  readonly validTo: string
  readonly count: number
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Checks a PEM text and keeps its certificates, nothing else of it. @throws AppError `certificate.unreadable` */
export async function importCertificateAuthority(
  text: string,
  documents: Pick<Remote<DocumentStore>, 'saveCertificateAuthority'>,
  now: number,
): Promise<ImportedCertificate> {
  const id = randomUUID()
  const described = describe(id, text)
  // A private key that stands in the same file is never stored.
  await documents.saveCertificateAuthority(id, (text.match(PEM_BLOCK) ?? []).join('\n'), now)
  return described
}

/** What an imported file holds. @throws AppError `certificate.unknown` */
export async function describeCertificateAuthority(
  id: string,
  documents: Pick<Remote<DocumentStore>, 'readCertificateAuthority'>,
): Promise<ImportedCertificate> {
  const pem = await documents.readCertificateAuthority(id)
  if (pem === null) throw new AppError('certificate.unknown')
  return describe(id, pem)
}

function describe(id: string, text: string): ImportedCertificate {
  const certificates = (text.match(PEM_BLOCK) ?? []).map(parse)
  const [first] = certificates
  if (first === undefined) throw new AppError('certificate.unreadable')
  return { id, subject: first.subject.replaceAll('\n', ', '), validTo: first.validTo, count: certificates.length }
}

function parse(block: string): X509Certificate {
  try {
    return new X509Certificate(block)
  } catch (cause) {
    throw new AppError('certificate.unreadable', {}, { cause })
  }
}

import { randomBytes, randomUUID } from 'node:crypto'
import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'
import type { Installation } from './credentials'

/** The installation's identity, made at first start and kept in the database. It is not a secret. */
export async function ensureInstallation(
  documents: Pick<Remote<DocumentStore>, 'readSetting' | 'saveSetting'>,
): Promise<Installation> {
  const stored = await documents.readSetting('installation')
  if (stored !== null) return JSON.parse(stored) as Installation
  const installation = { id: randomUUID(), fingerprintKey: randomBytes(32).toString('hex') }
  await documents.saveSetting('installation', JSON.stringify(installation))
  return installation
}

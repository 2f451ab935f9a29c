import { accessSubCodes } from './access-sub-codes'
import { BUSINESS_SUB_CODE, CONTAINER_CODE, PLATFORM_CHECK, SUB_CODE_FAMILIES, UNKNOWN_CODE } from './families'
import { permissionCodes } from './permission-codes'
import { requestCodes, type PlatformCode } from './platform-codes'
import { serviceCodes } from './service-codes'
import { OTHER_BUSINESS_CODE, businessCodes, serviceSubCodes, type BusinessCode } from './service-sub-codes'
import type { SubCode } from './sub-code'
import type { Meaning } from './types'

/** Every code of `error_response` that has a meaning of its own. */
export const platformCodes: readonly PlatformCode[] = [...requestCodes, ...permissionCodes, ...serviceCodes]

/** Every sub code, or family of them, that has a meaning of its own. */
export const subCodes: readonly SubCode[] = [...accessSubCodes, ...serviceSubCodes]

const codeByText = new Map(platformCodes.map((entry) => [entry.code, entry]))

/** The entry of a platform code; null when no table lists it. */
export function findPlatformCode(code: string): PlatformCode | null {
  return codeByText.get(code) ?? null
}

/** The entry of a sub code: an exact one before a family; null when no table lists it. */
export function findSubCode(subCode: string): SubCode | null {
  const exact = subCodes.find((entry) => entry.subCode === subCode || entry.variants?.includes(subCode))
  return exact ?? subCodes.find((entry) => entry.pattern?.test(subCode)) ?? null
}

/** What a business code of `result.code` means. */
export function businessMeaning(code: string | null): Omit<BusinessCode, 'code'> {
  return businessCodes.find((entry) => entry.code === code) ?? OTHER_BUSINESS_CODE
}

/** What a refusal means, and whether its sub code said so. */
export interface RefusalMeaning {
  readonly meaning: Meaning
  /** The entry of the sub code, whether or not it leads. */
  readonly subCode: SubCode | null
  readonly isSubCodeLed: boolean
}

// A DTO that is no JSON says more than "invalid argument"; that an argument is missing, 40 and 41 say themselves.
const SAID_BY_THE_CODE = ['isv.missing-parameter:<name>', 'isv.invalid-parameter:<name>']

/**
 * What code and sub code of a refusal mean together. A sub code that is known leads; one that is not leads by its family
 * where the code itself only points to it (15, 50, 88 and everything from 100 on), else the code does (PROTOCOL 5).
 */
export function refusalMeaning(code: string | null, subCode: string | null): RefusalMeaning {
  const knownCode = findPlatformCode(code ?? '')
  const knownSubCode = subCode === null ? null : findSubCode(subCode)
  const codeLeads = (meaning: Meaning): RefusalMeaning => ({ meaning, subCode: knownSubCode, isSubCodeLed: false })
  const subCodeLeads = (meaning: Meaning): RefusalMeaning => ({ meaning, subCode: knownSubCode, isSubCodeLed: true })
  if (knownSubCode !== null) {
    const codeSaysIt = (code === '40' || code === '41') && SAID_BY_THE_CODE.includes(knownSubCode.subCode)
    return codeSaysIt && knownCode !== null ? codeLeads(knownCode) : subCodeLeads(knownSubCode)
  }
  const isCheck = /^\d{1,2}$/.test(code ?? '') && code !== '15' && code !== '50' && code !== '88'
  const family = SUB_CODE_FAMILIES.find(({ prefix }) => subCode?.startsWith(prefix))?.meaning
  if (family !== undefined && (!isCheck || code === '7')) return subCodeLeads(family)
  if (subCode !== null && subCode !== '' && !isCheck) return subCodeLeads(BUSINESS_SUB_CODE)
  return codeLeads(knownCode ?? undocumented(code, isCheck))
}

function undocumented(code: string | null, isCheck: boolean): Meaning {
  if (isCheck) return PLATFORM_CHECK
  return /^(?:1\d\d|200)$/.test(code ?? '') ? CONTAINER_CODE : UNKNOWN_CODE
}

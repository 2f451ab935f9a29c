import { describe, expect, it } from 'vitest'
import { documentedCodes, documentedSubCodes, type DocumentedSubCode } from '../testing/knowledge-fixtures'
import { BUSINESS_SUB_CODE, CONTAINER_CODE, PLATFORM_CHECK, SUB_CODE_FAMILIES, UNKNOWN_CODE } from './families'
import { businessMeaning, findPlatformCode, findSubCode, platformCodes, refusalMeaning, subCodes } from './find-meaning'
import { FIXERS, type Meaning } from './types'

/** Codes as they stand on the wire: what varies is filled in. */
function instancesOf({ sub_code: subCode, variants = [] }: DocumentedSubCode): string[] {
  return [subCode.replace(/<(?:service|thing)>/, 'item').replace(/<\w+>/g, 'sid'), ...variants]
}

// Not a sub code but a place of the answer, and the entry for all codes a business line makes up.
const OTHERWISE_EXPLAINED = ['result.code=400001', '<digits or other>']
const listed = documentedSubCodes.filter(({ sub_code: subCode }) => !OTHERWISE_EXPLAINED.includes(subCode))

function expectWorded({ headline, meaning, next, fixer }: Pick<Meaning, 'headline' | 'meaning' | 'next' | 'fixer'>): void {
  for (const text of [headline, meaning, ...next]) {
    expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(text.en).toMatch(/[a-z]/i)
    expect(text.en).not.toMatch(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/)
    expect(text.zh).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]/)
  }
  expect(next.length).toBeGreaterThan(0)
  expect(FIXERS).toContain(fixer)
}

describe('the documented codes', () => {
  it('are all there, and nothing else is', () => {
    expect(platformCodes.map(({ code }) => code).sort()).toEqual(documentedCodes.map(({ code }) => code).sort())
  })

  it.each(documentedCodes)('$code $name is explained in both languages and says truly whether waiting helps', ({ code, name, retryable }) => {
    const found = findPlatformCode(code)
    expect(found?.name).toBe(name)
    expectWorded(found!)
    if (retryable !== null) expect(found?.waitingHelps).toBe(retryable)
  })
})

describe('the documented sub codes', () => {
  it('are all there, and nothing else is', () => {
    expect(subCodes.map(({ subCode }) => subCode).sort()).toEqual(listed.map(({ sub_code: subCode }) => subCode).sort())
  })

  it.each(listed)('$sub_code is explained in both languages, leads, and says truly whether waiting helps', (documented) => {
    for (const instance of instancesOf(documented)) {
      const found = findSubCode(instance)
      expect(found?.subCode).toBe(documented.sub_code)
      expectWorded(found!)
      expect(found?.waitingHelps).toBe(documented.retryable)
      expect(refusalMeaning(documented.seenWithCodes[0] ?? '15', instance)).toEqual({ meaning: found, subCode: found, isSubCodeLed: true })
    }
  })

  it('match their families as the facts describe them', () => {
    for (const { pattern, ...documented } of listed) {
      if (pattern === undefined) continue
      for (const instance of instancesOf(documented)) expect(instance).toMatch(new RegExp(pattern))
    }
    expect(findSubCode('isv.missing-parameter')?.subCode).toBe('isv.missing-parameter:<name>')
    expect(findSubCode('isv.missing-parameters-of-mine')).toBeNull()
  })
})

describe('what nobody has documented', () => {
  it.each([
    ['15', 'isv.some-news', SUB_CODE_FAMILIES[0]?.meaning, true],
    ['50', 'isp.some-news', SUB_CODE_FAMILIES[1]?.meaning, true],
    ['7', 'accesscontrol.limited-by-moon', SUB_CODE_FAMILIES[2]?.meaning, true],
    ['15', '2401', BUSINESS_SUB_CODE, true],
    ['900', 'CD07', BUSINESS_SUB_CODE, true],
    ['61', null, PLATFORM_CHECK, false],
    ['61', 'isv.some-news', PLATFORM_CHECK, false],
    ['120', null, CONTAINER_CODE, false],
    ['900', null, UNKNOWN_CODE, false],
    [null, null, UNKNOWN_CODE, false],
  ] as const)('%s with %s goes by the family rule', (code, subCode, meaning, isSubCodeLed) => {
    expect(refusalMeaning(code, subCode)).toMatchObject({ meaning, isSubCodeLed })
    expectWorded(meaning!)
  })

  it('leaves a known code its word when the sub code says nothing', () => {
    expect(refusalMeaning('11', 'isv.some-news')).toMatchObject({ meaning: findPlatformCode('11'), isSubCodeLed: false })
    expect(refusalMeaning('15', null)).toMatchObject({ meaning: findPlatformCode('15'), isSubCodeLed: false })
  })

  it('lets 40 and 41 name their argument, but not hide a DTO that is no JSON', () => {
    expect(refusalMeaning('40', 'isv.missing-parameter:sid').isSubCodeLed).toBe(false)
    expect(refusalMeaning('41', 'isp.top-mapping-parse-error').isSubCodeLed).toBe(true)
  })

  it('knows one business code and is honest about the rest', () => {
    expect(businessMeaning('400001').waitingHelps).toBe(true)
    expectWorded(businessMeaning('400001'))
    expect(businessMeaning('7').meaning.en).toContain('not documented')
    expectWorded(businessMeaning(null))
  })
})

import { parseFault, syntaxOf } from '@shared/gateway/fault-text'
import { FAULTS } from '@shared/gateway/faults'
import { FAULT_MATRIX, type ExpectedEnd, type FaultCase } from '@shared/testing/fault-matrix'

/** The table of faults in `docs/gateway.md`, made from the declarations and from what the matrix test proves. */
export function faultTable(): string {
  const rows = FAULTS.map((fault) => {
    const cases = FAULT_MATRIX.filter((one) => parseFault(one.fault)?.name === fault.name)
    const cells = [code(syntaxOf(fault)), fault.effect.en, perCase(cases, sessionWords), perCase(cases, endWords)]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return ['| fault | what it does | session created | what the console makes of it |', '|---|---|---|---|', ...rows].join('\n')
}

function code(text: string): string {
  return `\`${text}\``
}

/** What is true of all cases once, anything else case by case. */
function perCase(cases: readonly FaultCase[], words: (one: FaultCase) => string): string {
  const all = new Set(cases.map(words))
  return all.size === 1 ? [...all].join('') : cases.map((one) => `${code(one.fault)}: ${words(one)}`).join('; ')
}

function sessionWords({ createsSession }: FaultCase): string {
  return createsSession ? 'yes' : 'no'
}

function endWords({ xml, json }: FaultCase): string {
  const [inXml, inJson] = [wordsOf(xml), wordsOf(json)]
  return inXml === inJson ? inJson : `JSON: ${inJson}; XML: ${inXml}`
}

function wordsOf({ outcome, failure, code: platformCode }: ExpectedEnd): string {
  if (failure !== null) return `${outcome}, ${code(failure)}`
  return outcome === 'succeeded' ? outcome : `${outcome}, code ${platformCode}`
}

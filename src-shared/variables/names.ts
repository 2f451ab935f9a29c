import { BUILT_IN_VARIABLES, type OwnVariables } from './variables'

/** In UTF-16 units. */
const LONGEST_VARIABLE_NAME = 64

export const VARIABLE_NAME_PROBLEMS = ['variable-empty', 'variable-written', 'variable-built-in', 'variable-secret', 'variable-twice'] as const
export type VariableNameProblem = (typeof VARIABLE_NAME_PROBLEMS)[number]

const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u
const SECRET_PART = /secret|password|passwd|passphrase|token|credential|apikey|privatekey|密钥|秘钥|密码|口令|令牌|凭证|凭据/u
const SECRET_WHOLE: readonly string[] = ['session', 'sessionkey', 'sign', 'signature', 'key', '签名']

/** What is wrong with the name of a user's own variable, or null. */
export function findNameProblem(name: string): VariableNameProblem | null {
  if (name === '') return 'variable-empty'
  // No record that crosses to main keeps a member called __proto__.
  if (name.length > LONGEST_VARIABLE_NAME || !NAME.test(name) || name === '__proto__') return 'variable-written'
  if ((BUILT_IN_VARIABLES as readonly string[]).includes(name)) return 'variable-built-in'
  return namesSecret(name) ? 'variable-secret' : null
}

/** The first of some variables whose name cannot stand, or null. */
export function findFaultyName(variables: OwnVariables): { readonly name: string; readonly problem: VariableNameProblem } | null {
  for (const name of Object.keys(variables)) {
    const problem = findNameProblem(name)
    if (problem !== null) return { name, problem }
  }
  return null
}

/** Whether somebody who gives a variable this name means a secret: secrets are never variables (design, rule 3). */
export function namesSecret(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[_.\s-]/g, '')
  return SECRET_PART.test(plain) || SECRET_WHOLE.includes(plain)
}

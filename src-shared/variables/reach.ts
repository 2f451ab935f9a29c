import { expressionsIn } from './syntax'
import { BUILT_IN_VARIABLES, type BuiltInVariable, type OwnVariables } from './variables'

/** The built-in variables some texts lead to, directly or through the user's own. */
export function builtInsReached(texts: readonly string[], own: OwnVariables): ReadonlySet<BuiltInVariable> {
  const reached = new Set<BuiltInVariable>()
  const seen = new Set<string>()
  const waiting = [...texts]
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const expression of expressionsIn(text)) {
      if (seen.has(expression)) continue
      seen.add(expression)
      if (Object.hasOwn(own, expression)) waiting.push(own[expression] ?? '')
      else {
        const name = /^[a-z]+/.exec(expression)?.[0]
        const builtIn = BUILT_IN_VARIABLES.find((one) => one === name)
        if (builtIn !== undefined) reached.add(builtIn)
      }
    }
  }
  return reached
}

/** Whether a text becomes another one with every send, so that nobody can have sent it before. */
export function isMadeAnew(text: string, own: OwnVariables): boolean {
  return builtInsReached([text], own).size > 0
}

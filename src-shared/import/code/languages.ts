import type { Operation } from '../../descriptor/types'
import type { PastedShape } from '../pasted-request'
import { fieldNamed, publicNameOf } from '../wire-names'

export type CodeShape = Extract<PastedShape, 'java' | 'dotnet' | 'php' | 'python' | 'cpp' | 'nodejs' | 'fetch'>

/** What only one language writes, the surest first. */
const SIGNS: readonly (readonly [CodeShape, RegExp])[] = [
  ['php', /<\?php|\$\w+\s*->|\$\w+\s*=[^=]|json_encode\s*\(/],
  ['cpp', /^[ \t]*#include\b|alloc_top_request|alloc_taobao_client|\badd_param\s*\(|\bpTop\w+|std::/m],
  ['dotnet', /\bITopClient\b|DefaultTopClient|\busing\s+(?:System|Top)\b|\.Execute\s*\(|JsonConvert|\bnew\s+[\w.<>, ]+\s*(?:\(\))?\s*\{\s*(?:\{\s*["']|\w+\s*=)|\w+\.[A-Z]\w*_?\s*=[^=]|@"/],
  ['fetch', /(?:^|\s)fetch\s*\(\s*["'`]/],
  ['nodejs', /\brequire\s*\(|^[ \t]*(?:const|let)\s|JSON\.stringify|=>|TopClient\s*\(\s*\{|ApiClient|\.execute\s*\(\s*['"`]|\bvar\s+\w+\s*=\s*(?:\{|new\s+\w+\(\s*\{)|^[ \t]*import\s.*\sfrom\s/m],
  ['python', /\btop\.(?:api|appinfo|setDefaultAppInfo)|^[ \t]*(?:import|from)\s+[\w.]+\s*(?:$|import|as)|^[ \t]*def\s|json\.dumps|requests\.(?:post|get)|\bdict\s*\(|\b(?:True|False|None)\b|^[ \t]*[\w.]+\s*=\s*(?:\{|[a-z]?["'](?!.*;\s*$))/m],
  ['java', /\.set[A-Z]\w*\s*\(|\bnew\s+[A-Z]|\.builder\s*\(|^[ \t]*import\s+[\w.]+;/m],
]

/** What code has and no form, list or prose. */
const CODE = [
  /\bset[A-Z]\w*\s*\(/, /\bnew\s+[A-Z][\w.]*\s*[(<{]/, /TopClient|TaobaoClient|\btop\.(?:api|appinfo)\b|ApiClient\s*\(/, /\.execute\s*\(/i, /alloc_top_request|\badd_param\s*\(/, /\bjson(?:\.dumps|_encode)\s*\(/,
  /JSON\.(?:stringify|toJSONString)\s*\(/, /^[ \t]*(?:const|let|var)\s+\w+\s*=/m, /^[ \t]*\$\w+\s*(?:=|->)/m, /<\?php/, /\.builder\s*\(\)/, /\brequests\.(?:post|get)\s*\(/, /\breq(?:uest)?\.\w+\s*=[^=]/, /(?:^|\s)fetch\s*\(/,
]
const ASSIGNED = /^[ \t]*(?:[A-Za-z_][\w<>]*[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(?:[{[(]|dict\(|'''|""")/gm

/** Texts of one line, as all these languages write them. */
const TEXTS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g

/** The language a text is code of; null when it is no code. Only its beginning is looked at. */
export function codeShapeOf(text: string, operation: Operation): CodeShape | null {
  const beginning = text.slice(0, 50_000)
  const isAssigned = [...beginning.matchAll(ASSIGNED)].some(([, name = '']) => publicNameOf(name) !== name && fieldNamed(operation.request, name)?.name !== name)
  if (!isAssigned && !CODE.some((sign) => sign.test(beginning))) return null
  // What a text says is no sign of the language it stands in.
  const bare = beginning.replace(TEXTS, (text) => text.charAt(0) + text.charAt(0))
  return SIGNS.find(([, sign]) => sign.test(bare))?.[0] ?? 'java'
}

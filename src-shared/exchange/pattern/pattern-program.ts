import { PatternError, type PatternNode } from './pattern-parser'

/** What a step of a program does; both targets of a `split` are tried, the first one is preferred. */
export type Step =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly source: '^' | '$' | '\\b' | '\\B' }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }
  | { readonly kind: 'end' }

/** Larger programs would make every character of a text too dear. */
export const MAX_STEPS = 1_000

/** Which characters a set holds: the engine itself is asked once per character, so the meaning is its own. */
export class CharacterSet {
  private readonly pattern: RegExp
  // 0 not asked yet, 1 in the set, 2 not in it.
  private readonly ascii = new Uint8Array(128)
  private readonly others = new Map<number, boolean>()

  constructor(source: string, ignoreCase: boolean) {
    this.pattern = new RegExp(`^(?:${source})$`, ignoreCase ? 'iu' : 'u')
  }

  has(codePoint: number): boolean {
    if (codePoint >= 128) return this.hasOther(codePoint)
    const known = this.ascii[codePoint]
    if (known !== 0) return known === 1
    const isIn = this.pattern.test(String.fromCharCode(codePoint))
    this.ascii[codePoint] = isIn ? 1 : 2
    return isIn
  }

  private hasOther(codePoint: number): boolean {
    const known = this.others.get(codePoint)
    if (known !== undefined) return known
    const isIn = this.pattern.test(String.fromCodePoint(codePoint))
    this.others.set(codePoint, isIn)
    return isIn
  }
}

/** Turns a pattern into steps. @throws PatternError `pattern-too-large`. */
export function compilePattern(node: PatternNode, ignoreCase: boolean): readonly Step[] {
  const compiler = new PatternCompiler(ignoreCase)
  compiler.add(node)
  compiler.push({ kind: 'end' })
  return compiler.steps
}

class PatternCompiler {
  readonly steps: Step[] = []
  private readonly sets = new Map<string, CharacterSet>()

  constructor(private readonly ignoreCase: boolean) {}

  push<S extends Step>(step: S): S {
    if (this.steps.length >= MAX_STEPS) throw new PatternError('pattern-too-large')
    this.steps.push(step)
    return step
  }

  add(node: PatternNode): void {
    switch (node.kind) {
      case 'set':
        this.push({ kind: 'set', set: this.setOf(node.source) })
        break
      case 'assertion':
        this.push({ kind: 'assertion', source: node.source })
        break
      case 'sequence':
        for (const part of node.parts) this.add(part)
        break
      case 'choice':
        this.addChoice(node.parts)
        break
      case 'repetition':
        this.addRepetition(node)
        break
    }
  }

  private addChoice(parts: readonly PatternNode[]): void {
    const jumps: { to: number }[] = []
    parts.forEach((part, index) => {
      if (index === parts.length - 1) {
        this.add(part)
        return
      }
      const split = this.pushSplit()
      split.first = this.steps.length
      this.add(part)
      jumps.push(this.push({ kind: 'jump', to: 0 }))
      split.second = this.steps.length
    })
    for (const jump of jumps) jump.to = this.steps.length
  }

  private addRepetition({ of, least, most, lazy }: Extract<PatternNode, { kind: 'repetition' }>): void {
    if (least > MAX_STEPS || (most !== Infinity && most > MAX_STEPS)) throw new PatternError('pattern-too-large')
    for (let count = 0; count < least; count += 1) this.add(of)
    if (most === Infinity) {
      const again = this.steps.length
      const split = this.pushSplit()
      this.branch(split, lazy, () => {
        this.add(of)
        this.push({ kind: 'jump', to: again })
      })
      return
    }
    const splits: (() => void)[] = []
    for (let count = least; count < most; count += 1) {
      const split = this.pushSplit()
      const inside = this.steps.length
      splits.push(() => setTargets(split, lazy, inside, this.steps.length))
      this.add(of)
    }
    for (const finish of splits) finish()
  }

  private branch(split: SplitStep, lazy: boolean, addInside: () => void): void {
    const inside = this.steps.length
    addInside()
    setTargets(split, lazy, inside, this.steps.length)
  }

  private pushSplit(): SplitStep {
    return this.push({ kind: 'split', first: 0, second: 0 })
  }

  private setOf(source: string): CharacterSet {
    const known = this.sets.get(source)
    if (known !== undefined) return known
    const set = new CharacterSet(source, this.ignoreCase)
    this.sets.set(source, set)
    return set
  }
}

type SplitStep = Extract<Step, { kind: 'split' }>

function setTargets(split: SplitStep, lazy: boolean, inside: number, behind: number): void {
  split.first = lazy ? behind : inside
  split.second = lazy ? inside : behind
}

import { CodeCursor } from './code-cursor'
import type { CodeToken } from './code-tokens'
import { callResult, snakeCase, type CodeCall } from './code-calls'
import { codeNumber, codeObject, codeText, textOfValue, UNKNOWN, type CodeObject, type CodeValue } from './code-values'

/** Everything a piece of code made that may be a request. */
export interface CodeOutcome {
  readonly variables: ReadonlyMap<string, CodeValue>
  readonly objects: readonly CodeObject[]
  readonly calls: readonly CodeCall[]
  /** Texts and literals nobody gave a name. */
  readonly loose: readonly CodeValue[]
}

const DEEPEST = 200
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
/** Words in front of an expression that change nothing of what it stands for. */
const PASSED_OVER = ['await', 'return', 'yield', 'const', 'let', 'var', 'final', 'public', 'private', 'static', 'async', 'else', 'echo', 'throw']

/** Goes through code once, from top to bottom, doing what assignments, setters and literals say; control flow is not followed. */
export function readCode(tokens: readonly CodeToken[]): CodeOutcome {
  const reader = new CodeReader(tokens)
  reader.statements(null)
  return reader
}

class CodeReader extends CodeCursor implements CodeOutcome {
  readonly variables = new Map<string, CodeValue>()
  readonly objects: CodeObject[] = []
  readonly calls: CodeCall[] = []
  readonly loose: CodeValue[] = []
  private depth = 0
  /** Whom a call without a receiver is for, inside of `new X() {{ … }}`. */
  private receiver: CodeObject | null = null

  /** Statements up to a closing brace, or to the end. */
  statements(closing: '}' | null): void {
    while (this.at < this.tokens.length) {
      if (closing !== null && this.isMark(closing)) return
      const before = this.at
      // At the start of a statement a brace opens a block, whose statements are read like the others.
      if (!this.isMark('{')) {
        const value = this.expression()
        if (value.kind !== 'unknown') this.loose.push(value)
      }
      if (this.at === before) this.at += 1
    }
  }

  /** One operand after another as long as they are joined: `"a" + b`, `'a' . 'b'`, `"a" "b"`. */
  private expression(): CodeValue {
    if (this.depth >= DEEPEST) return UNKNOWN
    this.depth += 1
    let value = this.operand()
    // Joined once at the end: a long text may be made of very many.
    const parts = [textOfValue(value)]
    for (;;) {
      const isJoint = this.isMark('+') || (this.isMark('.') && this.tokens[this.at + 1]?.kind !== 'name')
      const isAdjacent = this.token?.kind === 'text' && parts[0] !== null && this.tokens[this.at - 1]?.kind === 'text'
      if (isJoint) this.at += 1
      else if (!isAdjacent) break
      parts.push(textOfValue(this.operand()))
    }
    if (parts.length > 1) value = parts.includes(null) ? UNKNOWN : codeText(parts.join(''))
    // What else is done to a value makes another one of it.
    if (this.isMark('?') || this.isMark('*') || this.isMark('/') || this.isMark('%') || this.isMark('||') || this.isMark('-')) value = UNKNOWN
    this.depth -= 1
    return value
  }

  private operand(): CodeValue {
    this.passOver()
    const token = this.token
    if (token?.kind === 'text') {
      this.at += 1
      return this.postfix(token.isDynamic ? UNKNOWN : codeText(token.text))
    }
    if (token?.kind === 'number') {
      this.at += 1
      return codeNumber(token.text)
    }
    if (token?.kind === 'name') return this.named(token.text)
    if (token === undefined) return UNKNOWN
    const next = this.tokens[this.at + 1]
    if (token.text === '-' && next?.kind === 'number') {
      this.at += 2
      return codeNumber(`-${next.text}`)
    }
    if (token.text === '{') return this.postfix(this.dictionary('}'))
    if (token.text === '[') return this.postfix(this.dictionary(']'))
    if (token.text === '(') return this.bracketed()
    return UNKNOWN
  }

  /** Goes to where an operand begins, past words, marks and casts in front of it, of which there may be any number. */
  private passOver(): void {
    for (;;) {
      const { kind, text } = this.token ?? {}
      const isThis = text === 'this' && (this.isMark('.', 1) || this.isMark('->', 1))
      if (kind === 'name' && isThis) this.at += 2
      else if ((kind === 'name' && PASSED_OVER.includes(text ?? '')) || (kind === 'mark' && /^[&*!@]$/.test(text ?? ''))) this.at += 1
      else if (this.isCast()) this.at += 3
      else return
    }
  }

  private isCast(): boolean {
    return this.isMark('(') && this.tokens[this.at + 1]?.kind === 'name' && this.isMark(')', 2) && ['name', 'text', 'number'].includes(this.tokens[this.at + 3]?.kind ?? '')
  }

  /** `(expression)`, or the parameters of a function. */
  private bracketed(): CodeValue {
    const { plain } = this.arguments(')')
    return this.postfix(plain.length === 1 ? plain[0]! : UNKNOWN)
  }

  private named(name: string): CodeValue {
    this.at += 1
    if (name === 'new') return this.constructed()
    if (name === 'function' || name === 'lambda') {
      while (this.at < this.tokens.length && !this.isMark('{') && !this.isMark(';') && !this.isMark(':')) this.at += 1
      return UNKNOWN
    }
    if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(name)) return { kind: 'leaf', node: { kind: 'boolean', value: /^t/i.test(name) } }
    if (['null', 'None', 'NULL', 'nil', 'undefined', 'nullptr'].includes(name)) return { kind: 'leaf', node: { kind: 'null' } }
    if (name === 'array' && this.isMark('(')) return this.postfix(this.dictionary(')'))
    if (this.isMark('(')) return this.postfix(this.called(name, null))
    if (this.take('=')) return this.assigned((value) => this.variables.set(name, value))
    return this.postfix(this.variables.get(name) ?? UNKNOWN, name)
  }

  private assigned(keep: (value: CodeValue) => void): CodeValue {
    keep(this.expression())
    // What has a name now is no loose value.
    return UNKNOWN
  }

  /** `new Type<…>(…) { … }` with the initialisers of Java and C#. */
  private constructed(): CodeValue {
    let type = ''
    while (this.token?.kind === 'name' || this.isMark('.') || this.isMark('\\')) {
      if (this.token?.kind === 'name') type = this.token.text
      this.at += 1
    }
    if (this.isMark('<')) while (this.at < this.tokens.length && !this.isMark('(') && !this.isMark('{') && !this.isMark(';')) this.at += 1
    if (this.isMark('[')) {
      this.dictionary(']')
      return this.isMark('{') ? this.dictionary('}') : UNKNOWN
    }
    const given = this.take('(') ? this.listed(')').plain : []
    const converted = callResult(type, null, { plain: given, named: new Map() })
    if (converted !== null) return this.postfix(converted)
    const object = this.made(codeObject(type, given))
    if (given[0] !== undefined) this.filled(object, given[0])
    if (this.isMark('{') && this.isMark('{', 1)) this.initialised(object)
    else if (this.isMark('{')) this.filled(object, this.dictionary('}'))
    return this.postfix(object)
  }

  private initialised(object: CodeObject): void {
    // A dictionary of C# begins alike: `{ { "name", value }, … }`.
    if (this.tokens[this.at + 2]?.kind === 'text' && this.isMark(',', 3)) {
      this.filled(object, this.dictionary('}'))
      return
    }
    const outer = this.receiver
    this.receiver = object
    this.at += 2
    this.statements('}')
    this.take('}')
    this.take('}')
    this.receiver = outer
  }

  private filled(object: CodeObject, from: CodeValue): void {
    if (from.kind === 'object') for (const [name, value] of from.members) object.members.set(propertyName(name), value)
  }

  private made(object: CodeObject): CodeObject {
    this.objects.push(object)
    return object
  }

  /** What follows a value: members, calls, indices, and assignments to them. */
  private postfix(start: CodeValue, name: string | null = null): CodeValue {
    let value = start
    let variable = name
    for (;;) {
      if (this.isMark('.') || this.isMark('->') || this.isMark('::') || this.isMark('?.')) {
        const member = this.tokens[this.at + 1]
        if (member?.kind !== 'name') return value
        this.at += 2
        if (this.isMark('(')) value = this.called(member.text, value.kind === 'unknown' && variable !== null && variable !== 'this' ? this.implied(variable, value) : value, variable)
        else if (this.take('=')) {
          const target = this.implied(variable, value)
          return this.assigned((assigned) => target?.members.set(propertyName(member.text), assigned))
        } else {
          const target = this.isAssignedBelow() ? this.implied(variable, value) : value
          value = target?.kind === 'object' ? this.memberOf(target, member.text) : UNKNOWN
          variable = value.kind === 'unknown' ? member.text : null
          continue
        }
        variable = null
      } else if (this.isMark('[')) {
        const index = this.dictionary(']')
        const key = index.kind === 'list' ? textOfValue(index.items[0]) : null
        if (this.take('=')) {
          const target = this.implied(variable, value)
          return this.assigned((assigned) => key !== null && target?.members.set(key, assigned))
        }
        value = value.kind === 'object' && key !== null ? (value.members.get(key) ?? UNKNOWN) : UNKNOWN
        variable = null
      } else return value
    }
  }

  /** The member of an object; one that is set further down is made. */
  private memberOf(object: CodeObject, name: string): CodeValue {
    const known = object.members.get(name)
    if (known !== undefined) return known
    if (!this.isMark('.') && !this.isMark('->') && !this.isMark('[')) return UNKNOWN
    const made = codeObject()
    object.members.set(name, made)
    return made
  }

  /** The object a name stands for; a name that is not known yet gets one when something is set on it. */
  private implied(variable: string | null, value: CodeValue): CodeObject | null {
    if (value.kind === 'object') return value
    if (value.kind !== 'unknown' || variable === null) return null
    const made = this.made(codeObject())
    this.variables.set(variable, made)
    return made
  }

  private called(name: string, receiver: CodeValue | null, receiverName: string | null = null): CodeValue {
    this.at += 1
    const args = this.listed(')')
    const target = receiver ?? this.receiver
    const call: CodeCall = { name, receiverName, receiver: target, arguments: args }
    this.calls.push(call)
    if (/^(?:builder|newBuilder)$/.test(name)) return this.made(codeObject(receiverName ?? ''))
    const isClass = /(?:Request|DTO|Dto|Client)$/.test(name) && !/^(?:set|add|get)/i.test(name)
    const result = isClass ? null : callResult(name, target, args)
    if (result !== null) return result
    // A class called like a function makes an object, as in Python.
    if (/^[A-Z]/.test(name)) return this.made(codeObject(name, args.plain))
    return UNKNOWN
  }

  private arguments(closing: string): CodeCall['arguments'] {
    this.at += 1
    return this.listed(closing)
  }

  /** Arguments up to the closing bracket; functions among them are read for what they do. */
  private listed(closing: string): CodeCall['arguments'] {
    const plain: CodeValue[] = []
    const named = new Map<string, CodeValue>()
    while (this.at < this.tokens.length && !this.isMark(closing)) {
      const before = this.at
      const name = this.token?.kind === 'name' && (this.isMark('=', 1) || this.isMark(':', 1)) ? this.token.text : null
      if (name !== null) {
        this.at += 2
        named.set(name, this.expression())
      } else plain.push(this.expression())
      this.toNext(closing)
      if (this.at === before) this.at += 1
    }
    this.take(closing)
    return { plain, named }
  }

  /** Goes to the comma or bracket behind an argument, through what was not understood. */
  private toNext(closing: string): void {
    while (this.at < this.tokens.length && !this.isMark(closing)) {
      if (this.take(',')) return
      if (this.isMark('{')) {
        this.at += 1
        this.statements('}')
        this.take('}')
      } else if (this.isMark('(') || this.isMark('[')) {
        const mark = this.token!.text
        this.at += 1
        if (this.depth < DEEPEST) {
          this.depth += 1
          this.toNextAll(CLOSING[mark]!)
          this.depth -= 1
        }
      } else if (this.isMark(';') || this.isMark('}') || this.isMark(']') || this.isMark(')')) return
      else this.at += 1
    }
  }

  private toNextAll(closing: string): void {
    while (this.at < this.tokens.length && !this.isMark(closing)) {
      const before = this.at
      this.toNext(closing)
      if (this.at === before) break
    }
    this.take(closing)
  }

  /** A literal in braces or brackets: names with values, pairs in braces, or a list. */
  private dictionary(closing: string): CodeValue {
    const object = codeObject()
    const items: CodeValue[] = []
    this.at += 1
    while (this.at < this.tokens.length && !this.isMark(closing)) {
      const before = this.at
      if (this.isMark('{') && closing === '}' && this.tokens[this.at + 1]?.kind === 'text' && this.isMark(',', 2)) this.pair(object)
      else if (!this.member(object)) items.push(this.expression())
      this.toNext(closing)
      if (this.at === before) this.at += 1
      if (this.isMark(';')) break
    }
    this.take(closing)
    if (object.members.size === 0 && (items.length > 0 || closing === ']')) return { kind: 'list', items }
    return this.made(object)
  }

  private pair(object: CodeObject): void {
    const key = this.tokens[this.at + 1]!.text
    this.at += 3
    object.members.set(key, this.expression())
    this.take('}')
  }

  /** `name: value`, `"name" => value`, `name = value`, `["name"] = value` or a variable alone; false when it is none. */
  private member(object: CodeObject): boolean {
    const isBracketed = this.isMark('[') && this.isMark(']', 2) && (this.isMark('=', 3) || this.isMark(':', 3))
    const key = this.tokens[this.at + (isBracketed ? 1 : 0)]
    if (key === undefined || key.kind === 'mark') return false
    const behind = isBracketed ? 3 : 1
    if (this.isMark(':', behind) || this.isMark('=>', behind) || this.isMark('=', behind)) {
      this.at += behind + 1
      object.members.set(key.text, this.expression())
      return true
    }
    // A variable alone in an object of JavaScript has its own name there.
    const isShort = key.kind === 'name' && (this.isMark(',', 1) || this.isMark('}', 1)) && this.variables.has(key.text)
    if (isShort) {
      this.at += 1
      object.members.set(key.text, this.variables.get(key.text)!)
    }
    return isShort
  }
}

/** .NET's properties are the names of the wire in its own case. */
function propertyName(name: string): string {
  return /^[A-Z]/.test(name) ? snakeCase(name) : name
}

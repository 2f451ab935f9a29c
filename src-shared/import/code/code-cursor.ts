import type { CodeToken } from './code-tokens'

/** Goes through tokens from the first to the last. */
export class CodeCursor {
  protected at = 0

  constructor(protected readonly tokens: readonly CodeToken[]) {}

  protected get token(): CodeToken | undefined {
    return this.tokens[this.at]
  }

  protected isMark(text: string, offset = 0): boolean {
    const token = this.tokens[this.at + offset]
    return token?.kind === 'mark' && token.text === text
  }

  protected take(text: string): boolean {
    if (!this.isMark(text)) return false
    this.at += 1
    return true
  }

  /** Whether members of members follow up to an assignment: `$dto->source->sid = …`. */
  protected isAssignedBelow(): boolean {
    let at = 0
    while ((this.isMark('.', at) || this.isMark('->', at)) && this.tokens[this.at + at + 1]?.kind === 'name' && at < 20) at += 2
    return at > 0 && this.isMark('=', at)
  }
}

import type { Operation } from '../descriptor/types'

/** What a sample and what it uses are called; all are made of the operation's name. */
export interface SampleNames {
  /** `CreateSession` for `….session.create`. */
  readonly className: string
  /** `create_session`. */
  readonly snakeName: string
  /** `create-session`. */
  readonly kebabName: string
  /** What the SDKs call the operation, `AlibabaLyserviceLippiSessionCreate`: each part of its name capitalised, `taobao` left out. */
  readonly sdkName: string
}

/** The names for an operation. */
export function sampleNames({ name }: Pick<Operation, 'name'>): SampleNames {
  const parts = name.split('.')
  const spoken = parts.slice(-2).reverse()
  return {
    className: spoken.map(capitalised).join(''),
    snakeName: spoken.join('_'),
    kebabName: spoken.join('-'),
    sdkName: (parts[0] === 'taobao' ? parts.slice(1) : parts).map(capitalised).join(''),
  }
}

/** A text with its first letter in upper case, as setters of the SDKs have it. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

import type { DraftValues } from '../descriptor/problems'
import type { LocalizedText, Operation } from '../descriptor/types'
import type { Format, Parameter, SignMethod } from '../protocol/parameters'

/** The languages of the official page, in its order. */
export const CODE_LANGUAGES = ['java', 'dotnet', 'php', 'curl', 'python', 'cpp', 'nodejs'] as const
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]

/** `sdk` uses the official SDK as on the page; `self-contained` signs by itself and needs nothing but the language's usual HTTP client. */
export const CODE_FORMS = ['sdk', 'self-contained'] as const
export type CodeForm = (typeof CODE_FORMS)[number]

/** The environment variables a sample reads; their values never stand in it. */
export const SECRET_VARIABLE = 'TOP_APP_SECRET'
export const SESSION_VARIABLE = 'TOP_SESSION'

/** What a sample is made from: values without variables, and the public settings of a profile. */
export interface CodeRequest {
  readonly operation: Operation
  /** What typed setters of an SDK are called with. */
  readonly values: DraftValues
  /** The business parameters as they are sent, DTOs as their JSON text; everything else is called with these. */
  readonly businessParameters: readonly Parameter[]
  readonly gatewayUrl: string
  readonly appKey: string
  readonly targetAppKey: string
  readonly partnerId: string
  readonly signMethod: SignMethod
  readonly format: Format
  readonly simplify: boolean
  /** Whether the call needs a session token, which is read from the environment. */
  readonly withSession: boolean
  /** Language of the comments. */
  readonly language: keyof LocalizedText
}

/** How a form of a language was tried by the tests, and with which tool: `checked` has had its syntax read and was never run. */
export interface CodeProof {
  readonly kind: 'run' | 'checked'
  readonly tool: string
}

export interface CodeSample {
  readonly text: string
  /** Name it can be saved under, such as `CreateSession.java`. */
  readonly fileName: string
}

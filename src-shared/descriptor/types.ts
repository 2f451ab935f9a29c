/** A text in the two languages of the console, kept beside the thing it describes. */
export interface LocalizedText {
  readonly zh: string
  readonly en: string
}

/** One value an enumerated field may take, as it is written on the wire. */
export interface EnumOption {
  readonly value: string
  readonly label: LocalizedText
  /** The constant's name on the official page, where it has one. */
  readonly symbol?: string
}

interface FieldBase {
  /** The name on the wire. */
  readonly name: string
  readonly label: LocalizedText
  readonly meaning: LocalizedText
  readonly required: boolean
}

/** Condition under which the platform expects a field: a sibling field has one of the values. */
export interface FieldCondition {
  readonly field: string
  readonly oneOf: readonly string[]
}

interface LeafBase extends FieldBase {
  readonly example: string
  readonly options?: readonly EnumOption[]
  readonly onlyWhen?: FieldCondition
}

/** Text; the format only changes the form: `url` its hint, `longText` lets it run over several lines. */
export interface StringField extends LeafBase {
  readonly kind: 'string'
  readonly format?: 'url' | 'longText'
}

/** An int64, kept as text from the form to the wire so that no digit is lost. */
export interface IntegerField extends LeafBase {
  readonly kind: 'integer'
  readonly format?: 'epochMillis'
  /** Name of the sibling time this one should not precede. */
  readonly notBefore?: string
}

export interface BooleanField extends LeafBase {
  readonly kind: 'boolean'
}

/** A DTO. At the top level of a request it is one form parameter whose value is JSON text (PROTOCOL 3). */
export interface ObjectField extends FieldBase {
  readonly kind: 'object'
  /** Type name on the official page. */
  readonly type: string
  readonly fields: readonly Field[]
}

/**
 * A list (PROTOCOL 4): XML `<items><item_type>…</item_type>…</items>`, JSON `{"items":{"item_type":[…]}}`, even for one
 * item, and `{}` for none; simplified JSON and a request's JSON `{"items":[…]}`.
 */
export interface ListField extends FieldBase {
  readonly kind: 'list'
  /** What an item is; its name is the item type on the wire, e.g. `string`, `number` or `group_d_t_o`. */
  readonly item: LeafField | ObjectField
}

export type LeafField = StringField | IntegerField | BooleanField
export type Field = LeafField | ObjectField | ListField

/** A DTO of a request. */
export interface RequestObjectField extends ObjectField {
  readonly fields: readonly RequestField[]
}

/** What a request may hold. The form has a control for every leaf and none for a list, so lists stand in answers only. */
export type RequestField = LeafField | RequestObjectField

/** One API as the official page describes it. Data only: it survives a JSON round trip. */
export interface Operation {
  /** Full API name, the `method` parameter. */
  readonly name: string
  /** Rises whenever the descriptor changes, and is kept with every exchange. */
  readonly version: number
  readonly apiId: number
  readonly title: LocalizedText
  readonly summary: LocalizedText
  readonly category: LocalizedText
  readonly pageUrl: string
  readonly request: readonly RequestField[]
  readonly response: readonly Field[]
  /** Paths of what the history shows and finds an exchange by. */
  readonly identity: {
    /** Request path of the id the caller supplies. */
    readonly callerId: string
    /** Request path of the person or thing the call is about. */
    readonly subject?: string
    /** Response path of the id the platform answers with. */
    readonly resultId?: string
    /** Response path of the flag that tells success; `result.success` where nothing is said. */
    readonly success?: string
    /** Response path of the business code; `result.code` where nothing is said. */
    readonly code?: string
    /** Response path of the business message; `result.msg` where nothing is said. */
    readonly message?: string
  }
}

/** The shape a translation must have: the same keys, any text. A key that is missing or surplus does not compile. */
export type MessagesOf<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : MessagesOf<Source[Key]>
}

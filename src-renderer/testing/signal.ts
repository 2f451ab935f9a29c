/** Something a test gives at the moment it chooses, and others wait for. */
export interface Signal {
  readonly given: Promise<void>
  readonly give: () => void
}

/** A signal that has not been given. */
export function aSignal(): Signal {
  let give = (): void => {}
  const given = new Promise<void>((resolve) => (give = resolve))
  return { given, give }
}

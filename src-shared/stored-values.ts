import type { z } from 'zod'

/** A value stored as JSON text; null when there is none, or none this program can read because another version wrote it. */
export function knownValue<S extends z.ZodType>(schema: S, text: string | null): z.infer<S> | null {
  if (text === null) return null
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/**
 * The members of a stored object that are known and valid, one by one: what an older program did not write, or this one
 * cannot read, is left out, so that one odd value never hides the others.
 */
export function knownValues<S extends z.ZodRawShape>(shape: S, stored: unknown): Partial<z.infer<z.ZodObject<S>>> {
  const members = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>
  const known: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(shape)) {
    const parsed = (schema as z.ZodType).safeParse(members[name])
    if (parsed.success && parsed.data !== undefined) known[name] = parsed.data
  }
  return known as Partial<z.infer<z.ZodObject<S>>>
}

import { toRaw } from 'vue'

/** A copy that can cross to main: reactive proxies cannot be cloned, so every level is unwrapped. */
export function plainCopy(value: unknown): unknown {
  const raw: unknown = toRaw(value)
  if (Array.isArray(raw)) return raw.map(plainCopy)
  if (raw === null || typeof raw !== 'object' || Object.getPrototypeOf(raw) !== Object.prototype) return raw
  return Object.fromEntries(Object.entries(raw).map(([name, member]) => [name, plainCopy(member)]))
}

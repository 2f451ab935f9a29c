/** The same numbers in a table with room for `capacity` of them. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array>(table: T, capacity: number): T {
  const larger = new (table.constructor as new (length: number) => T)(capacity)
  larger.set(table)
  return larger
}

/** A name in the service's own camelCase as it is written on the wire: `channelUid` becomes `channel_uid` (PROTOCOL 3). */
export function toWireName(name: string): string {
  return name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
}

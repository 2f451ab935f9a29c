import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../testing/arbitraries'
import { decodeEscapes, readSubMessage } from './sub-message'

const refusedIp = (ip: string): string => `The appkey 12345678 is only allowed to call from 10.1.*.*,192.168.0.0/16, but your ip is ${ip}`

describe('a sub_msg', () => {
  it.each(['203.0.113.7', '2408:8207:18a0::1', '::1', '2001:db8:0:0:0:0:0:1', '::ffff:192.0.2.128', 'fe80::1%eth0'])('tells the IP the platform saw: %s', (ip) => {
    expect(readSubMessage(refusedIp(ip))).toMatchObject({ seenIp: ip, allowedIps: ['10.1.*.*', '192.168.0.0/16'] })
    expect(readSubMessage(`${refusedIp(ip)}.`).seenIp).toBe(ip)
    expect(readSubMessage(`${refusedIp(`[${ip}]`)} !`).seenIp).toBe(ip)
  })

  it.each(['unknown', '1.2.3', '256.1.1.1', '1:2:3', '1::2::3', '1:2:3:4:5:6:7:8:9', 'g::1', '12345::'])('takes no %s for an IP', (ip) => {
    expect(readSubMessage(refusedIp(ip)).seenIp).toBeNull()
  })

  it.each(['1', '2', '41', '71', '31062', '999999999'])('tells a ban of %s seconds', (seconds) => {
    expect(readSubMessage(`This ban will last for ${seconds} more seconds`).banSeconds).toBe(seconds)
  })

  it.each(['This ban will last for more seconds', 'This ban will last for 9999999999 more seconds', 'This ban will last for -1 more seconds'])(
    'takes no ban out of “%s”',
    (text) => expect(readSubMessage(text).banSeconds).toBeNull(),
  )

  it('tells the permission packages', () => {
    expect(readSubMessage('scope ids is 381 11655 13168').scopeIds).toEqual(['381', '11655', '13168'])
  })

  it.each([
    ['RealSession don&apos;t belong app and user !', "RealSession don't belong app and user !"],
    ['&lt;a&gt; &amp;amp; &quot;', '<a> &amp; "'],
    ['&#20320;&#x597d;', '你好'],
    ['&#0; &#x110000; &copy; &', '&#0; &#x110000; &copy; &'],
  ])('is freed of leftover escapes once: %s', (escaped, plain) => expect(decodeEscapes(escaped)).toBe(plain))

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyText.map((text) => refusedIp(text))), (text) => {
        readSubMessage(text)
      }),
    )
  })
})

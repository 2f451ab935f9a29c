import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMultipart } from './multipart'

const TYPE = 'multipart/form-data; charset=UTF-8; boundary=b0'

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function bodyOf(parts: readonly { name: string; value: string }[]): string {
  const written = parts.map(({ name, value }) => `--b0\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  return bytesOf(`${written.join('')}--b0--\r\n`)
}

describe('readMultipart', () => {
  it('gives the values as they were, with line breaks, in order', () => {
    const value = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\r\n--b0'))
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.stringMatching(/^[a-z_]{1,9}$/), value })), (parts) => {
        expect(readMultipart(bodyOf(parts), TYPE)).toEqual({ parameters: parts, isUtf8: true })
      }),
    )
  })

  it('reads what another implementation writes', async () => {
    const form = new FormData()
    form.append('sid', '会话\r\n"1"')
    form.append('a"b', 'c')
    form.append('picture', new Blob([new Uint8Array([0, 255, 13, 10])]), 'a.png')
    form.append('last', '')
    const response = new Response(form)
    const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1')
    expect(readMultipart(bytes, response.headers.get('content-type') ?? '').parameters).toEqual([
      { name: 'sid', value: '会话\r\n"1"' },
      { name: 'a"b', value: 'c' },
      { name: 'last', value: '' },
    ])
  })

  it('takes a boundary in quotes and a name without', () => {
    const body = '--a b\r\ncontent-disposition: form-data; name=x\r\n\r\ny\r\n--a b--'
    expect(readMultipart(body, 'multipart/form-data; boundary="a b"').parameters).toEqual([{ name: 'x', value: 'y' }])
  })

  it('stops at the end of the form and skips what stands before its beginning', () => {
    const body = `preamble\r\n${bodyOf([{ name: 'a', value: '1' }])}${bodyOf([{ name: 'b', value: '2' }])}`
    expect(readMultipart(body, TYPE).parameters).toEqual([{ name: 'a', value: '1' }])
  })

  it('notices a value that is no UTF-8', () => {
    const body = '--b0\r\nContent-Disposition: form-data; name="a"\r\n\r\n\u00bb\u00e1\r\n--b0--'
    expect(readMultipart(body, TYPE).isUtf8).toBe(false)
  })

  it('gives nothing without a boundary', () => {
    expect(readMultipart(bodyOf([{ name: 'a', value: '1' }]), 'multipart/form-data').parameters).toEqual([])
  })
})

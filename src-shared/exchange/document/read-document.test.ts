import { describe, expect, it } from 'vitest'
import { formatOf as formatOfBytes, isHtml as isHtmlBytes, readDocument } from './read-document'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const formatOf = (text: string): ReturnType<typeof formatOfBytes> => formatOfBytes(bytes(text))
const isHtml = (text: string): boolean => isHtmlBytes(bytes(text))

describe('readDocument', () => {
  it('gives the rows of the format it finds', () => {
    const json = readDocument(bytes('{"id":179551105895329108}'))
    expect(json).toMatchObject({ kind: 'rows', format: 'json' })
    expect(json.kind === 'rows' && json.format === 'json' && json.rows.textOf(1)).toBe('179551105895329108')
    const xml = readDocument(bytes('\n<r><id>00012</id></r>'))
    expect(xml).toMatchObject({ kind: 'rows', format: 'xml' })
    expect(xml.kind === 'rows' && xml.format === 'xml' && xml.rows.textOf(1)).toBe('00012')
  })

  it.each([
    ['', 'empty', null],
    ['\ufeff \r\n', 'empty', null],
    ['<html>', 'html', null],
    ['hello', 'neither-format', null],
    ['{"a":}', 'not-well-formed', 'json'],
    ['<r>', 'not-well-formed', 'xml'],
  ])('says why %j has no rows', (text, reason, format) => {
    expect(readDocument(bytes(text))).toMatchObject({ kind: 'none', reason, format })
  })
})

describe('formatOf', () => {
  it.each([
    ['\ufeff {"a":1}', 'json'],
    ['\n[1]', 'json'],
    ['\ufeff<?xml?>', 'xml'],
    ['ok', null],
    ['', null],
    ['1', null],
  ])('of %j is %s', (text, format) => {
    expect(formatOf(text)).toBe(format)
  })
})

describe('isHtml', () => {
  it.each(['<html>', '\ufeff\n<!DOCTYPE html>', '<!-- x\ny -->\n<HTML lang="zh">', '<head>', '<body/>'])('recognises %j', (text) => {
    expect(isHtml(text)).toBe(true)
  })

  it.each(['<htmlish/>', '<r><html/></r>', '{"html":1}', 'html', '<!--<html>--><r/>', '<error_response/>'])('does not mistake %j', (text) => {
    expect(isHtml(text)).toBe(false)
  })

  it('decides on a long row of comments at once', () => {
    const startedAt = performance.now()
    expect(isHtml(`${'<!---->'.repeat(20_000)}<r/>`)).toBe(false)
    expect(isHtml('<!--'.repeat(20_000))).toBe(false)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})

import { expect, it } from 'vitest'
import { replaceInDocument } from './leaves'

it('asks for every value once, attributes too, and replaces it where it stands', () => {
  const asked: string[] = []
  const text = `<r><user nick="张三" id='7'  phone = "138"/><nick>李四</nick><!-- x --></r>`
  const replaced = replaceInDocument(text, '', (name, value) => {
    asked.push(`${name}=${value}`)
    return name === 'nick' || name === 'phone' ? '***' : value
  })
  expect(replaced).toBe(`<r><user nick="***" id='7'  phone = "***"/><nick>***</nick><!-- x --></r>`)
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted())
})

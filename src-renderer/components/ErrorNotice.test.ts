import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { AppError, ERROR_CODES } from '@shared/errors'
import { createTranslator } from '../i18n'
import { IpcError } from '../ipc/ipc-error'
import ErrorNotice from './ErrorNotice.vue'

function textOf(error: unknown, locale: 'en' | 'zh-CN'): string {
  const notice = mount(ErrorNotice, { props: { error }, global: { plugins: [createTranslator(locale)] } })
  return notice.text()
}

describe('an error notice', () => {
  it.each(ERROR_CODES)('words %s in both languages', (code) => {
    expect(textOf(new AppError(code), 'en')).not.toContain(code)
    expect(textOf(new AppError(code), 'zh-CN')).toMatch(/[\u4e00-\u9fff]/)
  })

  it('says what exactly is wrong and where the log has it', () => {
    const text = textOf(new IpcError('credential.invalid', { problem: 'blank-at-end' }, 'trace-9'), 'en')
    expect(text).toContain('it ends with a blank')
    expect(text).toContain('trace-9')
  })

  it('takes anything else for an internal error', () => {
    expect(textOf(new TypeError('x is undefined'), 'en')).toContain('The console itself made a mistake')
    expect(textOf('text', 'zh-CN')).toContain('控制台自身出错')
  })
})

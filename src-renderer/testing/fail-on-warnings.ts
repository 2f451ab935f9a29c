import { config } from '@vue/test-utils'
import { afterEach } from 'vitest'

// Vue only prints what it finds wrong with a page; in a test that must not pass unseen.
const warnings: string[] = []

config.global.config.warnHandler = (message, _instance, trace) => {
  warnings.push(`${message}\n${trace.slice(0, 500)}`)
}

afterEach(() => {
  const found = warnings.splice(0)
  if (found.length > 0) throw new Error(found.join('\n'))
})

import { enableAutoUnmount, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, vi } from 'vitest'
import { reactive } from 'vue'
import { findProblems } from '@shared/descriptor/problems'
import type { Operation } from '@shared/descriptor/types'
import type { Locale } from '@shared/settings'
import { createTranslator } from '../i18n'
import DescriptorForm from './DescriptorForm.vue'
import { formModelKey, type FormModel } from './form-model'

enableAutoUnmount(afterEach)

/** A form over plain values that shows every problem at once, for tests of the controls. */
export function mountForm(operation: Operation, options: { locale?: Locale; values?: Record<string, string> } = {}) {
  const values = reactive<Record<string, string>>({ ...options.values })
  const model: FormModel = {
    values,
    setValue: vi.fn((path: string, value: string) => {
      values[path] = value
    }),
    touch: vi.fn(),
    problemsAt: (path) => findProblems(operation, values).filter((problem) => problem.path === path),
    variables: () => ['sid', 'now', 'now+5m'].map((expression) => ({ expression, meaning: expression, becomes: '1' })),
  }
  const wrapper: VueWrapper<InstanceType<typeof DescriptorForm>> = mount(DescriptorForm, {
    attachTo: document.body,
    props: { operation, label: 'parameters' },
    global: { plugins: [createTranslator(options.locale ?? 'en')], provide: { [formModelKey]: model } },
  })
  return { wrapper, values, model }
}

/** Opens every fold, so that every field is in the document. */
export async function openFolds(wrapper: VueWrapper): Promise<void> {
  for (let closed = closedFold(wrapper); closed !== undefined; closed = closedFold(wrapper)) await closed.trigger('click')
}

function closedFold(wrapper: VueWrapper) {
  return wrapper.findAll('button.fold').find((fold) => fold.attributes('aria-expanded') === 'false')
}

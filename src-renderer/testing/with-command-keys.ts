import { defineComponent, h, type Component } from 'vue'
import { useCommandKeys } from '../commands/use-command-keys'

/** A component with the shortcuts working, as the app has it. */
export function withCommandKeys(component: Component): Component {
  return defineComponent({
    inheritAttrs: false,
    setup(_props, { attrs }) {
      useCommandKeys()
      return () => h(component, attrs)
    },
  })
}

import './app/zod-without-eval'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './app/tokens.css'
import './app/base.css'
import App from './app/App.vue'
import { useNotices } from './composables/use-notices'
import { createTranslator } from './i18n'
import { useAppStore } from './stores/use-app-store'
import { useHistoryHealthStore } from './stores/use-history-health-store'
import { useSettingsStore } from './stores/use-settings-store'

const app = createApp(App)
const pinia = createPinia()
const translator = createTranslator('en')
app.use(pinia)
app.use(translator)

const { showError } = useNotices()
app.config.errorHandler = (error) => {
  // eslint-disable-next-line no-console -- the notice below has no room for a stack; the developer tools do
  console.error(error)
  showError(error)
}
window.addEventListener('unhandledrejection', ({ reason }) => showError(reason))

// Language, theme and widths are known before the first paint, so that nothing jumps.
const settings = useSettingsStore(pinia)
await Promise.all([useAppStore(pinia).load(), useHistoryHealthStore(pinia).load(), settings.load()]).catch(showError)
app.mount('#app')

import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/commands'

const commands: MessagesOf<typeof source> = {
  names: {
    send: 'Send request',
    dryRun: 'Build and sign without sending',
    paste: 'Paste a request',
    fillExample: 'Fill in the example',
    clearForm: 'Clear the form',
    code: 'Generate code',
    templates: 'Open templates',
    saveTemplate: 'Save the form as a template',
    variables: 'Edit variables',
    batches: 'Send a batch',
    loadIntoForm: 'Load this exchange into the form',
    replay: 'Replay this exchange',
    productionConfirmation: 'Ask for the production environment name: every send, or once per run',
    searchHistory: 'Search the history',
    palette: 'Open the command palette',
    shortcuts: 'Show and change shortcuts',
  },
  groups: {
    request: 'Request',
    templates: 'Templates and variables',
    batch: 'Batches',
    exchange: 'This exchange',
    history: 'History',
    profiles: 'Profiles',
    tools: 'Tools',
    window: 'Window',
  },
}
export default commands

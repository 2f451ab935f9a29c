import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/gateway'

const gateway: MessagesOf<typeof source> = {
  fault: {
    open: 'Misbehave…',
    title: 'Make the local gateway misbehave',
    hint: 'Only what is sent to the local gateway is affected: see how the console, or any other client, copes.',
    search: 'Find a fault by name or effect',
    list: 'Faults',
    noMatch: 'No fault matches',
    created: 'session created',
    notCreated: 'no session',
    times: 'Lasts',
    untilOff: 'until switched off',
    nextOnly: 'for the next request only',
    start: 'Misbehave',
    replace: 'Misbehave like this instead',
    active: 'misbehaving: {fault}',
    activeNext: 'misbehaving: {fault} ({count} more)',
    switchOff: 'Switch the fault off: the local gateway behaves again',
    wholeNumber: 'Enter a whole number from {min} to {max}',
    invalidText: 'No spaces or control characters here',
  },
}
export default gateway

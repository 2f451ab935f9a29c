import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/history'

const history: MessagesOf<typeof source> = {
  title: 'History',
  list: 'Exchanges, newest first',
  emptyTitle: 'No exchanges yet',
  emptyText: 'Choose a profile, fill in the form and press Send. Every request and its response are kept here.',
  withoutCallerId: '(no sid)',
  tryAgain: 'Try again',
}
export default history

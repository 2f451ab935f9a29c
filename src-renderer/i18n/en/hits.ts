import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/hits'

const hits: MessagesOf<typeof source> = {
  label: 'Search hits',
  none: '“{text}” is not in what is shown',
  total: '1 hit | {total} hits',
  place: '{index} of {total}',
  counting: 'Searching…',
  next: 'Next hit (F3)',
  previous: 'Previous hit (Shift+F3)',
  close: 'Close the hits',
  inView: '{view}: 1 hit | {view}: {count} hits',
}
export default hits

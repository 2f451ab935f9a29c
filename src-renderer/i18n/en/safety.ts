import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/safety'

const safety: MessagesOf<typeof source> = {
  file: 'History file: {file}',
  path: 'path',
  unreadable: 'The history cannot be shown',
  saidAbove: 'The bar at the top says why.',
  notSent: 'Nothing was sent. The bar at the top says why.',
  meaning: {
    history: {
      unavailable: 'So that no request is lost, none can be sent.',
      'newer-version': 'This version leaves it alone, so that nothing breaks.',
      damaged: 'Nothing is written to it any more, so nothing can be sent; what can still be read is shown.',
      'disk-full': 'A request cannot be written before it leaves, so none is sent; what is stored can be read.',
      'read-only': 'A request cannot be written before it leaves, so none is sent; what is stored can be read.',
      'no-permission': 'So that no request is lost, none can be sent.',
      'folder-missing': 'What is written now could not be found later, so nothing is sent.',
      busy: 'The request could not be written before it left, so it was not sent.',
      'no-room-to-update':
        'A copy is made before the update; both take {neededMegabytes} MB, and there are {freeMegabytes} MB. Nothing was changed.',
    },
  },
  recovery: {
    title: 'The history file was damaged and has been recovered.',
    meaning: 'This was found on {time}; everything that could be read is in a new file.',
    exchanges: 'One exchange recovered | {count} exchanges recovered',
    profiles: 'One profile recovered | {count} profiles recovered',
    missing: 'One exchange known to be missing | {count} exchanges known to be missing',
    missingProfiles: 'One profile known to be missing | {count} profiles known to be missing',
    incomplete: 'One exchange is incomplete and says so | {count} exchanges are incomplete and say so',
    supplemented: 'Some profiles and settings come from a backup',
    uncertain: 'Some parts could not be read, so more may be missing',
    identityLost: 'Stored credentials no longer belong to this installation: enter them again in the profiles',
    kept: 'The damaged file is kept: {file}',
    dismiss: 'Dismiss the recovery report',
    show: 'Recovery report',
  },
}
export default safety

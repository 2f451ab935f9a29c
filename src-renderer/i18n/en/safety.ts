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
      'newer-version': 'So that nothing breaks, this version has not touched it.',
      damaged: 'Nothing is written to it any more, so nothing can be sent; what can still be read is shown.',
      'disk-full': 'A request cannot be written before it leaves, so none is sent; what is stored can be read.',
      'read-only': 'A request cannot be written before it leaves, so none is sent; what is stored can be read.',
      'no-permission': 'So that no request is lost, none can be sent.',
      'folder-missing': 'Nobody would find what is written now, so nothing is sent.',
      busy: 'The request could not be written before it left, so it was not sent.',
      'no-room-to-update':
        'A copy is made before the update; both take {neededMegabytes} MB, and there are {freeMegabytes} MB. Nothing was changed.',
    },
  },
  recovery: {
    title: 'The history file was damaged and has been recovered.',
    meaning: 'This was found on {time}; everything that could be read is in a new file.',
    exchanges: 'One request carried over | {count} requests carried over',
    profiles: 'One profile carried over | {count} profiles carried over',
    missing: 'One request known to be missing | {count} requests known to be missing',
    missingProfiles: 'One profile known to be missing | {count} profiles known to be missing',
    incomplete: 'One request is incomplete and says so | {count} requests are incomplete and say so',
    supplemented: 'Some profiles and settings come from a backup',
    uncertain: 'Some parts could not be read, so more may be missing',
    identityLost: 'Stored credentials no longer belong to this installation: enter them again in the profiles',
    kept: 'The damaged file is kept: {file}',
    dismiss: 'Put the recovery report away',
    show: 'Recovery report',
  },
}
export default safety

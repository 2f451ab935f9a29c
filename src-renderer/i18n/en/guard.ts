import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/guard'

const guard: MessagesOf<typeof source> = {
  band: { says: 'what you send here creates real sessions' },
  confirm: {
    title: 'Send to {environment}?',
    gateway: 'Gateway',
    profile: 'Profile',
    operation: 'Operation',
  },
  name: {
    label: 'Type “{name}” to confirm',
    hint: 'Once it is right, Enter sends.',
    oncePerRun: 'You will not be asked again in this run.',
    wrong: 'Not “{name}” yet',
  },
  setting: {
    eachTime: 'Type the environment name for every send to production',
    nowEachTime: 'From now on every send to production asks for the environment name',
    nowOncePerRun: 'From now on each production environment asks for its name once per run',
  },
}
export default guard

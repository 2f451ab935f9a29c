import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/dryRun'

const dryRun: MessagesOf<typeof source> = {
  title: 'Dry run: built and signed, not sent',
  button: 'Dry run',
  hint: 'Build and sign what the form holds, without sending or recording it',
  nothingSent: 'Nothing was sent, and nothing was added to the history.',
  address: 'Would go to',
  profile: 'Profile',
  signature: 'Signature ({method})',
  signatureName: 'signature',
  size: 'Size',
  bytes: '1 byte | {count} bytes',
  fresh: 'Its timestamp is {time}, good for 10 minutes. Sending makes a new timestamp and signature.',
  stale: 'Its timestamp, {time}, is more than 10 minutes old: the platform would no longer accept this request. Build it again.',
  views: 'Views',
  tabs: { json: 'JSON', xml: 'XML', raw: 'Raw', parameters: 'Parameters', signing: 'Signing string' },
  sessionMasked: 'A marker with its fingerprint stands for the session token; the signature was computed with the real one.',
  secretMasked: 'Dots stand for the app secret, and a marker for the session token where there is one.',
  again: 'Build again',
}
export default dryRun

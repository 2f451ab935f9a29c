import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/dry-run'

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
  secretMasked: 'The app secret is never shown: with md5 dots stand for it, with HMAC it is the key and not part of the text. A marker stands for a session token.',
  again: 'Build again',
}
export default dryRun

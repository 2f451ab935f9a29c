import { bilingual as both, SOURCES, type Meaning } from './types'

const TRY_LATER = both('隔一会儿再试；控制台不会自动重发。', 'Try again after a pause; the console never resends by itself.')
const TICKET = both('持续出现的话，带上 request_id 向平台提工单。', 'If it goes on, open a ticket with the platform and give the request_id.')

/** What the prefix of a sub code tells when nothing else is known of it (PROTOCOL 5, "Rules"). */
export const SUB_CODE_FAMILIES: readonly { readonly prefix: string; readonly meaning: Meaning }[] = [
  {
    prefix: 'isv.',
    meaning: {
      headline: both('请求里的内容没有被业务服务接受', 'The service did not accept what was sent'),
      meaning: both('公开资料没有说明这个 sub_code。isv. 开头表示问题在调用方的输入。', 'This sub code is not documented publicly. One that starts with isv. means the caller’s input.'),
      fixer: 'caller',
      next: [both('按 sub_msg 改正输入，然后再发送。', 'Correct the input as sub_msg says, then send again.')],
      waitingHelps: false,
      mayHaveActed: false,
      source: SOURCES.officialErrors,
    },
  },
  {
    prefix: 'isp.',
    meaning: {
      headline: both('平台后面的服务出了问题', 'Something behind the platform failed'),
      meaning: both('公开资料没有说明这个 sub_code。isp. 开头表示问题在服务端。', 'This sub code is not documented publicly. One that starts with isp. means the server side.'),
      fixer: 'platform',
      next: [TRY_LATER, TICKET],
      waitingHelps: true,
      mayHaveActed: true,
      source: SOURCES.officialErrors,
    },
  },
  {
    prefix: 'accesscontrol.',
    meaning: {
      headline: both('触发了流量控制', 'Flow control stopped the call'),
      meaning: both('公开资料没有说明是哪一级限制。请求没有进入业务。', 'Which of its levels it was is not documented publicly. The request did not reach the service.'),
      fixer: 'nobody',
      next: [both('等限制解除后再发送，并降低调用频率。', 'Wait until the limit lifts, then send again, and call less often.')],
      waitingHelps: true,
      mayHaveActed: false,
      source: null,
    },
  },
]

/** A sub code of a business line’s own, such as `2401` or `F00-00-…`. */
export const BUSINESS_SUB_CODE: Meaning = {
  headline: both('业务服务返回了自己的错误码', 'The service returned an error code of its own'),
  meaning: both('各业务线自定这类 sub_code，公开资料里没有统一的说明。', 'Business lines define such sub codes themselves; there is no public list of them.'),
  fixer: 'caller',
  next: [
    both('看 sub_msg 和这个接口自己的错误码表，改好再发送。', 'Read sub_msg and the API’s own table, correct the request, then send again.'),
    both('看不懂就带上 request_id 问接口所属的业务线。', 'If it is unclear, ask the API’s owner and give the request_id.'),
  ],
  waitingHelps: false,
  mayHaveActed: false,
  source: null,
}

/** A code below 100 that no table lists: one of the platform’s own checks. */
export const PLATFORM_CHECK: Meaning = {
  headline: both('没有通过平台的检查', 'The platform’s own checks refused the call'),
  meaning: both(
    '公开资料没有说明这个错误码。100 以内（15、40、41 除外）的错误码表示平台自己的检查没有通过，请求没有进入业务。',
    'This code is not documented publicly. Codes below 100, but 15, 40 and 41, come from the platform’s own checks: the request did not reach the service.',
  ),
  fixer: 'caller',
  next: [both('按错误信息改正请求；看不懂就带上 request_id 向平台提工单。', 'Correct the request as the message says; if it is unclear, open a ticket and give the request_id.')],
  waitingHelps: false,
  mayHaveActed: false,
  source: SOURCES.officialErrors,
}

/** A code of 100 to 199: made for pages of the authorisation, not for answers of an API. */
export const CONTAINER_CODE: Meaning = {
  headline: both('授权页面的错误码', 'A code of the authorisation pages'),
  meaning: both('100 到 200 的错误码属于授权页面，正常情况下接口不会返回。', 'Codes from 100 to 200 belong to the authorisation pages; an API does not normally return them.'),
  fixer: 'caller',
  next: [both('核对网关地址是不是接口的网关，而不是授权页面的地址。', 'Check that the gateway URL is the API’s, not the authorisation page’s.')],
  waitingHelps: false,
  mayHaveActed: false,
  source: null,
}

/** Any other code nobody has documented. */
export const UNKNOWN_CODE: Meaning = {
  headline: both('平台返回了没有公开说明的错误码', 'The platform returned a code that is not documented publicly'),
  meaning: both('它可能来自业务服务，也可能来自早期的编号；请求处理到哪一步不得而知。', 'It may come from the service or from an early numbering; how far the request got is not known.'),
  fixer: 'platform',
  next: [both('看错误信息；带上 request_id 向平台提工单。', 'Read the message; open a ticket with the platform and give the request_id.')],
  waitingHelps: false,
  mayHaveActed: true,
  source: null,
}

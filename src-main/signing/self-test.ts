import type { SelfTest } from '@shared/knowledge/diagnosis'
import { SIGN_METHODS, type Parameter, type SignMethod } from '@shared/protocol/parameters'
import { signParameters } from './signature'

// The example of the official document (TOP document 101617), whose secret is public. It publishes the md5 signature;
// those of the HMACs are what the official Java SDK makes of the same list (PROTOCOL 2).
const OFFICIAL_SECRET = 'helloworld'
const OFFICIAL_PARAMETERS: readonly Parameter[] = [
  { name: 'method', value: 'taobao.item.seller.get' },
  { name: 'app_key', value: '12345678' },
  { name: 'session', value: 'test' },
  { name: 'timestamp', value: '2016-01-01 12:00:00' },
  { name: 'format', value: 'json' },
  { name: 'v', value: '2.0' },
  { name: 'sign_method', value: 'md5' },
  { name: 'fields', value: 'num_iid,title,nick,price,num' },
  { name: 'num_iid', value: '11223344' },
]
const OFFICIAL_SIGNATURES: Readonly<Record<SignMethod, string>> = {
  md5: '66987CB115214E59E6EC978214934FB8',
  hmac: 'B4DDA503460D60A86B16E950E5D303E9',
  'hmac-sha256': '6B7EB7E1C35D068D69538D80282A37DFBF29B4DB11B451881AF51890626138B3',
}

/** Computes the official example by each method: when it is right, a refused signature is not the algorithm's fault. */
export function selfTest(): SelfTest {
  return {
    results: SIGN_METHODS.map((method) => ({
      method,
      isRight: signParameters(OFFICIAL_PARAMETERS, method, OFFICIAL_SECRET) === OFFICIAL_SIGNATURES[method],
    })),
  }
}

import type { SignMethod } from '../protocol/parameters'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest, type CodeSample } from './code'
import { nodejsText } from './literals'
import { sampleNames } from './sample-names'
import { parameterLines, sampleParameters, sentBusinessParameters } from './sample-parameters'
import { headLines, prefixed, sampleWord, sdkLines } from './sample-words'

/** As on the official page, with the `topClient` of the npm package. */
export function nodejsWithSdk(request: CodeRequest): CodeSample {
  const { kebabName } = sampleNames(request.operation)
  // The SDK signs whatever else it is given, so what the page does not show can be said there.
  const extra = sampleParameters(request).flatMap((one) =>
    one.kind === 'session'
      ? [`'session': process.env.${SESSION_VARIABLE},`]
      : one.kind === 'text' && ['format', 'partner_id', 'target_app_key', 'simplify'].includes(one.name)
        ? [`'${one.name}': ${nodejsText(one.value)},`]
        : [],
  )
  const business = sentBusinessParameters(request).map(({ name, value }) => `'${name}': ${nodejsText(value)},`)
  const text = `${prefixed([
    ...headLines(request, { needs: 'npm install node-taobao-topclient', run: `node ${kebabName}-with-sdk.cjs` }),
    ...sdkLines(request, { md5Only: true, leftOut: [] }),
    sampleWord(request, 'localTime'),
  ], '// ')}
process.env.TZ = 'Asia/Shanghai';
const { default: TopClient } = require('node-taobao-topclient');

const client = new TopClient({
    'appkey': ${nodejsText(request.appKey)},
    'appsecret': process.env.${SECRET_VARIABLE},
    'REST_URL': ${nodejsText(request.gatewayUrl)}
});

client.execute(${nodejsText(request.operation.name)}, {
${prefixed([...extra, ...business], '    ')}
}).then(
    (response) => console.log(JSON.stringify(response)),
    (error) => console.error(error)
);
`
  return { text, fileName: `${kebabName}-with-sdk.cjs` }
}

/** A module for Node.js 18 or newer without packages. */
export function nodejsSelfContained(request: CodeRequest): CodeSample {
  const { kebabName } = sampleNames(request.operation)
  const entries = parameterLines(request, {
    comment: '//',
    text: (name, value) => `${name}: ${nodejsText(value)},`,
    session: `session: environment('${SESSION_VARIABLE}'),`,
    timestamp: "timestamp: new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 19).replace('T', ' '),",
  })
  const text = `${prefixed(headLines(request, { needs: 'Node.js 18+', run: `node ${kebabName}.mjs` }), '// ')}
import { ${request.signMethod === 'md5' ? 'createHash' : 'createHmac'} } from 'node:crypto'

function environment(name) {
  const value = process.env[name]
  if (value) return value
  console.error(\`Set the environment variable \${name} first.\`)
  process.exit(1)
}

// ${sampleWord(request, 'sign')}
function sign(parameters, secret) {
  const text = Object.keys(parameters).sort().map((name) => name + parameters[name]).join('')
  return ${DIGEST[request.signMethod]}.digest('hex').toUpperCase()
}

const url = ${nodejsText(request.gatewayUrl)}
const secret = environment('${SECRET_VARIABLE}')
const parameters = {
${prefixed(entries, '  ')}
}
parameters.sign = sign(parameters, secret)

try {
  // ${sampleWord(request, 'encoded')}
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(parameters), redirect: 'manual', signal: AbortSignal.timeout(30_000) })
  console.log(\`HTTP \${response.status}\`)
  console.log(await response.text())
} catch (error) {
  console.error(\`No answer from \${url}: \${error.cause?.message ?? error.message}\`)
  process.exitCode = 1
}
`
  return { text, fileName: `${kebabName}.mjs` }
}

const DIGEST: Readonly<Record<SignMethod, string>> = {
  md5: "createHash('md5').update(secret + text + secret, 'utf8')",
  hmac: "createHmac('md5', secret).update(text, 'utf8')",
  'hmac-sha256': "createHmac('sha256', secret).update(text, 'utf8')",
}

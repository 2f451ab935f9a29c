import { encodeForm } from '../protocol/wire'
import type { SignMethod } from '../protocol/parameters'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest, type CodeSample } from './code'
import { shellText } from './literals'
import { sampleNames } from './sample-names'
import { sampleParameters, type SampleParameter } from './sample-parameters'
import { headLines, prefixed, sampleWord } from './sample-words'

/** As on the official page: a plain call with a place for a signature that was worked out elsewhere. */
export function curlWithSdk(request: CodeRequest): CodeSample {
  const { kebabName } = sampleNames(request.operation)
  const data = sampleParameters(request).map((one) => {
    if (one.kind === 'session') return `--data-urlencode "session=\${${SESSION_VARIABLE}:?Set the environment variable ${SESSION_VARIABLE} first.}"`
    return one.kind === 'text' ? `-d ${shellText(encodeForm([one]))}` : "-d 'timestamp=TIMESTAMP'"
  })
  const lines = [
    `curl --globoff -X POST ${shellText(request.gatewayUrl)}`,
    "-H 'Content-Type: application/x-www-form-urlencoded;charset=utf-8'",
    ...data,
    "-d 'sign=SIGN'",
  ]
  const text = `#!/bin/sh
${prefixed([...headLines(request, { needs: 'curl', run: `sh ${kebabName}-with-sign.sh`, signs: false }), sampleWord(request, 'placeholders')], '# ')}
${lines.join(' \\\n  ')}
`
  return { text, fileName: `${kebabName}-with-sign.sh` }
}

/** A script for any POSIX shell that signs with `openssl` and sends with `curl`; neither secret nor token stands in a list of processes. */
export function curlSelfContained(request: CodeRequest): CodeSample {
  const { kebabName } = sampleNames(request.operation)
  const parameters = sampleParameters(request)
  const sorted = [...parameters].sort((left, right) => (left.name < right.name ? -1 : 1))
  const text = `#!/bin/sh
${prefixed(headLines(request, { needs: 'sh, curl, openssl, od, sed', run: `sh ${kebabName}.sh` }), '# ')}
set -eu
: "\${${SECRET_VARIABLE}:?Set the environment variable ${SECRET_VARIABLE} first.}"
${request.withSession ? `: "\${${SESSION_VARIABLE}:?Set the environment variable ${SESSION_VARIABLE} first.}"\n` : ''}
url=${shellText(request.gatewayUrl)}
${parameters.map((one) => assignment(one, request)).join('\n')}

hex() { od -An -v -tx1 | tr -d ' \\n'; }
encode() { printf '%s' "$1" | hex | sed 's/../%&/g'; }

# ${sampleWord(request, 'sign')}
text="${sorted.map(({ name }) => `${name}\${${variableOf(name)}}`).join('')}"
${signing(request)}

# ${sampleWord(request, 'encoded')}
{
${parameters.map(({ name }, index) => `  printf '%s' "${index === 0 ? '' : '&'}${name}=$(encode "$${variableOf(name)}")"`).join('\n')}
  printf '%s' "&sign=$sign"
} | curl --globoff --silent --show-error --connect-timeout 15 --max-time 30 \\
  -H 'Content-Type: application/x-www-form-urlencoded;charset=UTF-8' \\
  --data-binary @- --write-out '\\nHTTP %{http_code}\\n' --url "$url"
`
  return { text, fileName: `${kebabName}.sh` }
}

function assignment(one: SampleParameter, request: CodeRequest): string {
  const variable = variableOf(one.name)
  if (one.kind === 'session') return `${variable}=$${SESSION_VARIABLE}`
  if (one.kind === 'text') return `${variable}=${shellText(one.value)}`
  return `# ${sampleWord(request, 'timestamp')}\n${variable}=$(TZ=UTC-8 date '+%Y-%m-%d %H:%M:%S')`
}

/** A name of the shell's own, such as `PATH` or `IFS`, must not be taken. */
function variableOf(name: string): string {
  return `p_${name}`
}

function signing(request: CodeRequest): string {
  if (request.signMethod === 'md5') {
    return `sign=$(printf '%s' "$${SECRET_VARIABLE}$text$${SECRET_VARIABLE}" | openssl dgst -md5 -binary | hex | tr a-f A-F)`
  }
  return `# ${sampleWord(request, 'hmacByHand')}
hash() { openssl dgst -${HASH[request.signMethod]} -binary; }
key=$(printf '%s' "$${SECRET_VARIABLE}" | hex)
[ \${#key} -le 128 ] || key=$(printf '%s' "$${SECRET_VARIABLE}" | hash | hex)
pad() {
  rest=$key count=0
  while [ $count -lt 64 ]; do
    tail=\${rest#??} byte=\${rest%"\${rest#??}"}
    printf "\\\\$(printf '%03o' $((0x\${byte:-0} ^ $1)))"
    rest=$tail count=$((count + 1))
  done
}
sign=$({ pad 0x5c; { pad 0x36; printf '%s' "$text"; } | hash; } | hash | hex | tr a-f A-F)`
}

const HASH: Readonly<Record<Exclude<SignMethod, 'md5'>, string>> = { hmac: 'md5', 'hmac-sha256': 'sha256' }

import type { SignMethod } from '../protocol/parameters'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest, type CodeSample } from './code'
import { pythonText } from './literals'
import { sampleNames } from './sample-names'
import { parameterLines, sentBusinessParameters } from './sample-parameters'
import { headLines, prefixed, sampleWord, sdkLines } from './sample-words'

/** As on the official page, with `top.api`. */
export function pythonWithSdk(request: CodeRequest): CodeSample {
  const { sdkName, snakeName } = sampleNames(request.operation)
  const { hostname, port, protocol } = hostOf(request.gatewayUrl)
  const text = `# -*- coding: utf-8 -*-
${prefixed([
  ...headLines(request, { needs: 'taobao-sdk-python (top)', run: `python ${snakeName}_with_sdk.py` }),
  ...sdkLines(request, { md5Only: true, leftOut: ['format', 'simplify', 'partner_id', 'target_app_key'] }),
  ...(protocol === 'https:' ? [sampleWord(request, 'httpOnly')] : []),
  sampleWord(request, 'localTime'),
], '# ')}
import os
import time

import top.api

os.environ["TZ"] = "Asia/Shanghai"
if hasattr(time, "tzset"):
    time.tzset()

req = top.api.${sdkName}Request(${pythonText(hostname)}, ${port})
req.set_app_info(top.appinfo(${pythonText(request.appKey)}, os.environ["${SECRET_VARIABLE}"]))
${sentBusinessParameters(request).map(({ name, value }) => `req.${name} = ${pythonText(value)}`).join('\n')}
try:
    resp = req.getResponse(${request.withSession ? `os.environ["${SESSION_VARIABLE}"]` : ''})
    print(resp)
except Exception as e:
    print(e)
`
  return { text, fileName: `${snakeName}_with_sdk.py` }
}

/** A script for Python 3 with its standard library alone. */
export function pythonSelfContained(request: CodeRequest): CodeSample {
  const { snakeName } = sampleNames(request.operation)
  const entries = parameterLines(request, {
    comment: '#',
    text: (name, value) => `"${name}": ${pythonText(value)},`,
    session: `"session": environment("${SESSION_VARIABLE}"),`,
    timestamp: '"timestamp": datetime.now(timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M:%S"),',
  })
  const text = `# -*- coding: utf-8 -*-
${prefixed(headLines(request, { needs: 'Python 3.6+', run: `python3 ${snakeName}.py` }), '# ')}
import hashlib
${request.signMethod === 'md5' ? '' : 'import hmac\n'}import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone


def environment(name):
    value = os.environ.get(name, "")
    if not value:
        sys.exit("Set the environment variable %s first." % name)
    return value


# ${sampleWord(request, 'sign')}
def sign(parameters, secret):
    text = "".join(name + value for name, value in sorted(parameters.items()))
    return ${DIGEST[request.signMethod]}.hexdigest().upper()


url = ${pythonText(request.gatewayUrl)}
secret = environment("${SECRET_VARIABLE}")
parameters = {
${prefixed(entries, '    ')}
}
parameters["sign"] = sign(parameters, secret)

# ${sampleWord(request, 'encoded')}
form = urllib.parse.urlencode(parameters).encode("ascii")
headers = {"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"}
try:
    response = urllib.request.urlopen(urllib.request.Request(url, form, headers), timeout=30)
except urllib.error.HTTPError as error:
    response = error
except OSError as error:
    sys.exit("No answer from %s: %s" % (url, error))
print("HTTP %d" % response.getcode(), flush=True)
sys.stdout.buffer.write(response.read() + b"\\n")
`
  return { text, fileName: `${snakeName}.py` }
}

const DIGEST: Readonly<Record<SignMethod, string>> = {
  md5: 'hashlib.md5((secret + text + secret).encode("utf-8"))',
  hmac: 'hmac.new(secret.encode("utf-8"), text.encode("utf-8"), hashlib.md5)',
  'hmac-sha256': 'hmac.new(secret.encode("utf-8"), text.encode("utf-8"), hashlib.sha256)',
}

/** The SDK takes a host and a port in the place of an address. */
function hostOf(gatewayUrl: string): { readonly hostname: string; readonly port: string; readonly protocol: string } {
  const { hostname, protocol, href } = new URL(gatewayUrl)
  const port = /^[a-z]+:\/\/[^/]*:(\d+)\//i.exec(href)?.[1] ?? '80'
  return { hostname, port, protocol }
}

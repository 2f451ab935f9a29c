import type { CodeForm, CodeLanguage, CodeProof, CodeRequest, CodeSample } from './code'
import { cppSelfContained, cppWithSdk } from './cpp'
import { curlSelfContained, curlWithSdk } from './curl'
import { dotnetSelfContained, dotnetWithSdk } from './dotnet'
import { javaSelfContained, javaWithSdk } from './java'
import { nodejsSelfContained, nodejsWithSdk } from './nodejs'
import { phpSelfContained, phpWithSdk } from './php'
import { pythonSelfContained, pythonWithSdk } from './python'

type ByForm<T> = Readonly<Record<CodeForm, T>>

const WRITERS: Readonly<Record<CodeLanguage, ByForm<(request: CodeRequest) => CodeSample>>> = {
  java: { sdk: javaWithSdk, 'self-contained': javaSelfContained },
  dotnet: { sdk: dotnetWithSdk, 'self-contained': dotnetSelfContained },
  php: { sdk: phpWithSdk, 'self-contained': phpSelfContained },
  curl: { sdk: curlWithSdk, 'self-contained': curlSelfContained },
  python: { sdk: pythonWithSdk, 'self-contained': pythonSelfContained },
  cpp: { sdk: cppWithSdk, 'self-contained': cppSelfContained },
  nodejs: { sdk: nodejsWithSdk, 'self-contained': nodejsSelfContained },
}

/** How each sample was tried; the test that runs the samples holds this against what it does. */
export const CODE_PROOFS: Readonly<Record<CodeLanguage, ByForm<CodeProof>>> = {
  java: { sdk: { kind: 'checked', tool: 'OpenJDK' }, 'self-contained': { kind: 'run', tool: 'OpenJDK' } },
  dotnet: { sdk: { kind: 'checked', tool: 'Mono mcs' }, 'self-contained': { kind: 'run', tool: 'Mono' } },
  php: { sdk: { kind: 'checked', tool: 'php -l' }, 'self-contained': { kind: 'run', tool: 'PHP' } },
  curl: { sdk: { kind: 'run', tool: 'curl' }, 'self-contained': { kind: 'run', tool: 'dash, bash, curl, openssl' } },
  python: { sdk: { kind: 'checked', tool: 'CPython' }, 'self-contained': { kind: 'run', tool: 'CPython' } },
  cpp: { sdk: { kind: 'checked', tool: 'g++' }, 'self-contained': { kind: 'run', tool: 'g++, libcurl, OpenSSL' } },
  nodejs: { sdk: { kind: 'run', tool: 'node-taobao-topclient' }, 'self-contained': { kind: 'run', tool: 'Node.js' } },
}

/**
 * A sample that makes the same call as the console: the self-contained one sends the same parameters in the same order,
 * with the timestamp of its own run. The request must have no obstacle (`findCodeObstacle`), and its address must be one.
 */
export function generateCode(request: CodeRequest, language: CodeLanguage, form: CodeForm): CodeSample {
  return WRITERS[language][form](request)
}

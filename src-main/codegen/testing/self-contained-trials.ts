import type { CodeLanguage } from '@shared/codegen/code'

/** How a self-contained sample is run: what it needs, what compiles it and every command that is to make the same call. */
export interface SelfContainedTrial {
  readonly needs: readonly string[]
  readonly compile?: (fileName: string) => readonly string[]
  readonly run: (fileName: string) => readonly (readonly string[])[]
}

/** The tools that run self-contained samples, by language. */
export const SELF_CONTAINED_TRIALS: Readonly<Record<CodeLanguage, SelfContainedTrial>> = {
  java: { needs: ['java', 'javac'], run: (fileName) => [['java', '-Dfile.encoding=UTF-8', fileName]] },
  dotnet: {
    needs: ['mcs', 'mono', '/usr/lib/mono/4.5/System.Net.Http.dll'],
    compile: (fileName) => ['mcs', '-langversion:latest', '-r:System.Net.Http.dll', '-out:sample.exe', fileName],
    run: () => [['mono', 'sample.exe']],
  },
  php: { needs: ['php'], run: (fileName) => [['php', '-d', 'error_reporting=-1', '-d', 'display_errors=stderr', fileName]] },
  curl: { needs: ['dash', 'bash', 'curl', 'openssl', 'od'], run: (fileName) => [['dash', fileName], ['bash', fileName]] },
  python: { needs: ['python3'], run: (fileName) => [['python3', '-W', 'error', fileName]] },
  cpp: {
    needs: ['g++', '<curl/curl.h>', '<openssl/hmac.h>'],
    compile: (fileName) => ['g++', '-std=c++11', '-Wall', '-Wextra', '-Werror', fileName, '-lcurl', '-lcrypto', '-o', 'sample'],
    run: () => [['./sample']],
  },
  nodejs: { needs: [], run: (fileName) => [[process.execPath, fileName]] },
}

/** What an option of curl means to a reader of requests. */
export type CurlOption =
  | 'data' | 'data-raw' | 'data-urlencode' | 'json' | 'form' | 'form-string' | 'header' | 'method' | 'get' | 'head' | 'url' | 'url-query' | 'credentials' | 'next'
  /** Nothing of it reaches the request; `told` ones change how or whether it is sent. */
  | 'silent' | 'silent-value' | 'told' | 'told-value'

const LONG: Readonly<Record<string, CurlOption>> = {
  data: 'data', 'data-ascii': 'data', 'data-binary': 'data', 'data-raw': 'data-raw', 'data-urlencode': 'data-urlencode', json: 'json', form: 'form', 'form-string': 'form-string', header: 'header',
  request: 'method', get: 'get', head: 'head', url: 'url', 'url-query': 'url-query', next: 'next',
  user: 'credentials', 'proxy-user': 'credentials', cookie: 'credentials', 'oauth2-bearer': 'credentials', cert: 'credentials', key: 'credentials', pass: 'credentials', 'aws-sigv4': 'credentials',
  'user-agent': 'silent-value', referer: 'silent-value', output: 'silent-value', 'write-out': 'silent-value', 'cookie-jar': 'silent-value', 'dump-header': 'silent-value', 'output-dir': 'silent-value',
  trace: 'silent-value', 'trace-ascii': 'silent-value', stderr: 'silent-value', 'max-redirs': 'silent-value',
  compressed: 'silent', silent: 'silent', 'show-error': 'silent', verbose: 'silent', include: 'silent', location: 'silent', fail: 'silent', globoff: 'silent', 'no-buffer': 'silent', 'progress-bar': 'silent',
  'http1.1': 'silent', 'http1.0': 'silent', http2: 'silent', http3: 'silent', 'path-as-is': 'silent', 'remote-name': 'silent', 'fail-with-body': 'silent', 'no-progress-meter': 'silent', ipv4: 'silent', ipv6: 'silent',
  'no-keepalive': 'silent', 'tlsv1.2': 'silent', 'tlsv1.3': 'silent', 'post301': 'silent', 'post302': 'silent', 'trace-time': 'silent',
  insecure: 'told', proxytunnel: 'told', 'disable': 'told', parallel: 'told', 'location-trusted': 'told', anyauth: 'told', basic: 'told', digest: 'told', ntlm: 'told', negotiate: 'told',
  proxy: 'told-value', socks5: 'told-value', 'socks5-hostname': 'told-value', resolve: 'told-value', 'connect-to': 'told-value', interface: 'told-value', cacert: 'told-value', capath: 'told-value',
  'max-time': 'told-value', 'connect-timeout': 'told-value', retry: 'told-value', 'retry-delay': 'told-value', 'retry-max-time': 'told-value', 'limit-rate': 'told-value', config: 'told-value', 'upload-file': 'told-value', range: 'told-value', noproxy: 'told-value',
  'dns-servers': 'told-value', 'unix-socket': 'told-value', ciphers: 'told-value', 'cert-type': 'told-value', 'key-type': 'told-value', 'keepalive-time': 'told-value', preproxy: 'told-value',
}

const SHORT: Readonly<Record<string, string>> = {
  d: 'data', F: 'form', H: 'header', X: 'request', G: 'get', I: 'head', ':': 'next', u: 'user', U: 'proxy-user', b: 'cookie', E: 'cert', A: 'user-agent', e: 'referer', o: 'output', w: 'write-out', c: 'cookie-jar', D: 'dump-header',
  s: 'silent', S: 'show-error', v: 'verbose', i: 'include', L: 'location', f: 'fail', g: 'globoff', N: 'no-buffer', '#': 'progress-bar', O: 'remote-name', '0': 'http1.0', '4': 'ipv4', '6': 'ipv6',
  k: 'insecure', p: 'proxytunnel', q: 'disable', Z: 'parallel', x: 'proxy', m: 'max-time', K: 'config', T: 'upload-file', r: 'range',
}

/** What a long option means, by its name without dashes; null for one that is not known. */
export function longOption(name: string): CurlOption | null {
  if (Object.hasOwn(LONG, name)) return LONG[name] ?? null
  return name.startsWith('no-') && Object.hasOwn(LONG, name.slice(3)) ? 'silent' : null
}

/** The long name of a letter, or null. */
export function shortOption(letter: string): string | null {
  return Object.hasOwn(SHORT, letter) ? (SHORT[letter] ?? null) : null
}

/** Whether the option is followed by a value. */
export function takesValue(option: CurlOption): boolean {
  return !['get', 'head', 'next', 'silent', 'told'].includes(option)
}

import type { SignMethod } from '../protocol/parameters'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest, type CodeSample } from './code'
import { phpText } from './literals'
import { sampleNames } from './sample-names'
import { parameterLines } from './sample-parameters'
import { headLines, prefixed, sampleWord, sdkLines } from './sample-words'
import { propertyName, typedStatements } from './typed-statements'

/** As on the official page, with `TopClient`. */
export function phpWithSdk(request: CodeRequest): CodeSample {
  const { sdkName, kebabName } = sampleNames(request.operation)
  const taken = new Set<string>(['c', 'req', 'resp'])
  const statements = typedStatements(request.operation, request.values, {
    variable: ({ name }, index) => {
      const variable = taken.has(name) ? `${name}${index}` : name
      taken.add(variable)
      return `$${variable}`
    },
    create: ({ type }, variable) => `${variable} = new ${type};`,
    set: (owner, { name }, literal) => (owner === null ? `$req->set${propertyName(name)}(${literal});` : `${owner}->${name} = ${literal};`),
    attach: (owner, { name }, variable) => (owner === null ? `$req->set${propertyName(name)}(json_encode(${variable}));` : `${owner}->${name} = ${variable};`),
    text: phpText,
    // PHP reads the digits of the least int64 as a positive number that does not fit.
    integer: (digits) => (digits === '-9223372036854775808' ? 'PHP_INT_MIN' : digits),
    unsendable: (path) => `// ${path}${sampleWord(request, 'sdkUnsendable')}`,
  })
  const text = `<?php
${prefixed([
  ...headLines(request, { needs: 'taobao-sdk-php (TopSdk.php)', run: `php ${kebabName}-with-sdk.php` }),
  ...sdkLines(request, { md5Only: true, leftOut: ['simplify', 'partner_id', 'target_app_key'] }),
  sampleWord(request, 'localTime'),
], '// ')}
include 'TopSdk.php';
date_default_timezone_set('Asia/Shanghai');

$c = new TopClient;
$c->appkey = ${phpText(request.appKey)};
$c->secretKey = getenv('${SECRET_VARIABLE}');
$c->gatewayUrl = ${phpText(request.gatewayUrl)};
$c->format = ${phpText(request.format)};
$req = new ${sdkName}Request;
${statements.join('\n')}
$resp = ${request.withSession ? `$c->execute($req, getenv('${SESSION_VARIABLE}'))` : '$c->execute($req)'};
print_r($resp);
`
  return { text, fileName: `${kebabName}-with-sdk.php` }
}

/** A script for PHP 7 or newer without extensions but those it comes with: streams, `hash`, and `openssl` for https. */
export function phpSelfContained(request: CodeRequest): CodeSample {
  const { kebabName } = sampleNames(request.operation)
  const entries = parameterLines(request, {
    comment: '//',
    text: (name, value) => `'${name}' => ${phpText(value)},`,
    session: `'session' => environment('${SESSION_VARIABLE}'),`,
    timestamp: "'timestamp' => gmdate('Y-m-d H:i:s', time() + 8 * 3600),",
  })
  const text = `<?php
${prefixed(headLines(request, { needs: 'PHP 7+', run: `php ${kebabName}.php` }), '// ')}
declare(strict_types=1);

function environment(string $name): string
{
    $value = getenv($name);
    if ($value === false || $value === '') {
        fwrite(STDERR, "Set the environment variable $name first.\\n");
        exit(1);
    }
    return $value;
}

// ${sampleWord(request, 'sign')}
function sign(array $parameters, string $secret): string
{
    ksort($parameters, SORT_STRING);
    $text = '';
    foreach ($parameters as $name => $value) {
        $text .= $name . $value;
    }
    return strtoupper(${DIGEST[request.signMethod]});
}

$url = ${phpText(request.gatewayUrl)};
$secret = environment('${SECRET_VARIABLE}');
$parameters = [
${prefixed(entries, '    ')}
];
$parameters['sign'] = sign($parameters, $secret);

// ${sampleWord(request, 'encoded')}
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded;charset=UTF-8',
    'content' => http_build_query($parameters, '', '&'),
    'timeout' => 30,
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$stream = @fopen($url, 'rb', false, $context);
if ($stream === false) {
    fwrite(STDERR, "No answer from $url: " . (error_get_last()['message'] ?? '') . "\\n");
    exit(1);
}
echo stream_get_meta_data($stream)['wrapper_data'][0], "\\n", stream_get_contents($stream), "\\n";
`
  return { text, fileName: `${kebabName}.php` }
}

const DIGEST: Readonly<Record<SignMethod, string>> = {
  md5: 'md5($secret . $text . $secret)',
  hmac: "hash_hmac('md5', $text, $secret)",
  'hmac-sha256': "hash_hmac('sha256', $text, $secret)",
}

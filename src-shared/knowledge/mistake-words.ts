import type { LocalizedText } from '../descriptor/types'
import type { MistakeId } from './signature-mistakes'

/** A mistake in the user's words. */
export interface MistakeText {
  readonly title: LocalizedText
  /** How it comes about and how to recognise it. */
  readonly why: LocalizedText
  /** What to change. */
  readonly fix: LocalizedText
}

const words = (title: readonly [string, string], why: readonly [string, string], fix: readonly [string, string]): MistakeText => ({
  title: { zh: title[0], en: title[1] },
  why: { zh: why[0], en: why[1] },
  fix: { zh: fix[0], en: fix[1] },
})

const notSigned = (name: string): MistakeText =>
  words(
    [`${name} 发送了，却没有参与签名`, `${name} was sent but not signed`],
    ['平台对收到的全部参数（sign 和文件除外）验签，少签一个结果就完全不同。', 'The platform signs everything it receives except sign and files, so one parameter less gives another signature.'],
    [`先把 ${name} 放进参数表，再用同一份参数表签名和发送。`, `Put ${name} into the list first, then sign and send that same list.`],
  )

const KEEP_ONE_TEXT = ['DTO 只序列化一次，签名和发送用同一个字符串。', 'Serialise the DTO once; sign and send that one string.'] as const
const USE_UTF8 = ['计算摘要前按 UTF-8 取字节，例如 Java 的 getBytes(StandardCharsets.UTF_8)。', 'Take the UTF-8 bytes before hashing, such as getBytes(StandardCharsets.UTF_8) in Java.'] as const
const SIGN_RAW = ['先对原始值签名，再编码发送。', 'Sign the raw values first; encode them when sending.'] as const
const USE_AS_ISSUED = ['从开放平台控制台重新复制密钥，原样使用。', 'Copy the secret from the platform’s console again and use it as it is.'] as const
const SORT_BY_UNIT = ['按参数名的字符编码升序排列，例如 Java 的 Arrays.sort、.NET 的 StringComparer.Ordinal、JavaScript 不带参数的 sort()。', 'Sort names by character code: Arrays.sort in Java, StringComparer.Ordinal in .NET, sort() without a comparer in JavaScript.'] as const
const WRAP_BOTH = ['md5 的签名串前后各放一次密钥。', 'With md5 the secret goes in front of the string and behind it.'] as const
const SAME_TIMESTAMP = ['时间戳只生成一次，格式为 yyyy-MM-dd HH:mm:ss（GMT+8），签名和发送用同一个字符串。', 'Make the timestamp once as yyyy-MM-dd HH:mm:ss in GMT+8, and sign and send that string.'] as const

/** Every mistake in both languages. */
export const MISTAKE_WORDS: Readonly<Record<MistakeId, MistakeText>> = {
  'missing-session': notSigned('session'),
  'missing-format': notSigned('format'),
  'missing-sign_method': notSigned('sign_method'),
  'missing-timestamp': notSigned('timestamp'),
  'missing-v': notSigned('v'),
  'missing-method': notSigned('method'),
  'missing-app_key': notSigned('app_key'),
  'missing-business': words(
    ['业务参数没有参与签名', 'The business parameters were not signed'],
    ['只签了 method、app_key 等公共参数，DTO 是之后才加上的。', 'Only method, app_key and the other public parameters were signed; the DTO was added afterwards.'],
    ['先合并公共参数和业务参数，再排序签名。', 'Merge public and business parameters first, then sort and sign.'],
  ),
  'missing-public': words(
    ['公共参数没有参与签名', 'The public parameters were not signed'],
    ['只签了业务参数，method、app_key、timestamp 等是之后才加上的。', 'Only the business parameters were signed; method, app_key, timestamp and the rest were added afterwards.'],
    ['先合并公共参数和业务参数，再排序签名。', 'Merge public and business parameters first, then sort and sign.'],
  ),
  'sign-included-empty': words(
    ['空的 sign 也进了签名串', 'An empty sign was part of the signing string'],
    ['签名时参数表里已经有一个值为空的 sign，它的名字被拼了进去。', 'The list already held a sign without a value, and its name was concatenated.'],
    ['签完之后再加入 sign，或在拼接时跳过它。', 'Add sign after signing, or skip it when concatenating.'],
  ),
  gbk: words(
    ['按 GBK 编码计算了摘要', 'The digest was taken over GBK bytes'],
    ['程序用了系统默认编码：纯英文请求能通过，一有中文就被拒。', 'The program used the system’s default encoding: ASCII requests pass, Chinese text is refused.'],
    USE_UTF8,
  ),
  'latin1-replace': words(
    ['中文在计算摘要前变成了问号（Latin-1）', 'Characters beyond Latin-1 became ? before hashing'],
    ['按 ISO-8859-1 取字节时，写不出来的字符都被换成了“?”。', 'ISO-8859-1 cannot write them, so the encoder put ? in their place.'],
    USE_UTF8,
  ),
  'latin1-low-byte': words(
    ['每个字符只取了低 8 位', 'Only the low byte of each character was hashed'],
    ['旧版 Node.js 的 update(text) 或 binary 编码会这样截断字符。', 'update(text) of old Node.js versions, or the binary encoding, cuts characters like this.'],
    ['指定编码：hash.update(text, \'utf8\')。', 'Name the encoding: hash.update(text, \'utf8\').'],
  ),
  'ascii-replace': words(
    ['非 ASCII 字符在计算摘要前变成了问号', 'Characters beyond ASCII became ? before hashing'],
    ['按 ASCII 取字节时，写不出来的字符都被换成了“?”，例如 .NET 的 Encoding.ASCII。', 'The ASCII encoder puts ? in place of what it cannot write, as Encoding.ASCII in .NET does.'],
    USE_UTF8,
  ),
  'utf8-twice': words(
    ['UTF-8 编码了两次', 'The text was encoded as UTF-8 twice'],
    ['UTF-8 字节被当成 Latin-1 文本，又编码了一次，中文因此变成乱码。', 'UTF-8 bytes were taken for Latin-1 text and encoded once more, which garbles everything beyond ASCII.'],
    ['文本全程用字符串保存，只在计算摘要前编码一次。', 'Keep text as text and encode it once, right before hashing.'],
  ),
  utf16: words(
    ['按 UTF-16 编码计算了摘要', 'The digest was taken over UTF-16 bytes'],
    ['例如 .NET 的 Encoding.Unicode，每个字符占两个字节。', 'Encoding.Unicode in .NET does this: two bytes for each character.'],
    USE_UTF8,
  ),
  'object-object': words(
    ['DTO 对象被直接拼成了 [object Object]', 'The DTO was concatenated as [object Object]'],
    ['JavaScript 把对象与字符串相加时会得到这段文字，发送时却用了 JSON。', 'JavaScript writes this when an object is added to a string, while the request sends JSON.'],
    ['先 JSON.stringify 一次，签名和发送用同一个字符串。', 'JSON.stringify it once, then sign and send that string.'],
  ),
  'json-respaced': words(
    ['签名用的 JSON 比发送的多了空格', 'The signed JSON has spaces that the sent one lacks'],
    ['签名和发送时各序列化了一次，例如 Python 的 json.dumps 默认在逗号和冒号后加空格。', 'It was serialised twice; json.dumps in Python puts a space after commas and colons by default.'],
    KEEP_ONE_TEXT,
  ),
  'json-ascii': words(
    ['签名用的 JSON 把中文写成了 \\u 转义', 'The signed JSON wrote \\u escapes'],
    ['签名和发送时各序列化了一次，PHP 和 Python 默认会转义中文。', 'It was serialised twice; PHP and Python escape characters beyond ASCII by default.'],
    KEEP_ONE_TEXT,
  ),
  'json-slash': words(
    ['签名用的 JSON 把斜杠写成了 \\/', 'The signed JSON escaped slashes'],
    ['签名和发送时各序列化了一次，PHP 和官方 Java SDK 默认会转义斜杠。', 'It was serialised twice; PHP and the official Java SDK escape slashes by default.'],
    KEEP_ONE_TEXT,
  ),
  'values-trimmed': words(
    ['签名前去掉了参数值首尾的空白', 'Values were trimmed before signing'],
    ['发送的值首尾有空白，签名时却去掉了。', 'The values that were sent have blanks around them; the signed ones had none.'],
    ['要么发送前也去掉，要么都保留：签名和发送用同一份参数表。', 'Trim before both or before neither: sign and send the same list.'],
  ),
  'urlencoded-plus': words(
    ['先做了表单编码（空格成 +）再签名', 'Values were form-encoded (space as +) before signing'],
    ['DTO 里的引号、括号和中文都会被编码，所以每次都失败。', 'A DTO always holds characters that get encoded, so it fails every time.'],
    SIGN_RAW,
  ),
  'urlencoded-20': words(
    ['先做了百分号编码再签名', 'Values were percent-encoded before signing'],
    ['DTO 里的引号、括号和中文都会被编码，所以每次都失败。', 'A DTO always holds characters that get encoded, so it fails every time.'],
    SIGN_RAW,
  ),
  'secret-trailing-space': words(
    ['密钥末尾多了一个空格', 'The secret has a space at its end'],
    ['通常是复制粘贴或配置文件带进来的。', 'It usually comes with pasting or from a configuration file.'],
    ['去掉密钥首尾的空白。', 'Trim the secret.'],
  ),
  'secret-trailing-newline': words(
    ['密钥末尾多了换行', 'The secret ends with a line break'],
    ['通常是从文件或环境变量读取时没有去掉末尾的换行。', 'It was read from a file or a variable without removing the line break at the end.'],
    ['去掉密钥首尾的空白。', 'Trim the secret.'],
  ),
  'swap-key-secret': words(
    ['把 app_key 当成了密钥', 'The app key was used as the secret'],
    ['两个配置项填反了，或读错了变量。', 'The two settings were swapped, or the wrong variable was read.'],
    ['在密钥的位置填 App Secret。', 'Put the App Secret where the secret belongs.'],
  ),
  'secret-upper': words(['密钥被转成了大写', 'The secret was upper-cased'], ['转大写应当只作用于摘要，这里连密钥也转了。', 'Upper-casing belongs to the digest alone; here it reached the secret too.'], USE_AS_ISSUED),
  'secret-lower': words(['密钥被转成了小写', 'The secret was lower-cased'], ['密钥区分大小写。', 'The secret is case-sensitive.'], USE_AS_ISSUED),
  'secret-quoted': words(
    ['密钥两边带了引号', 'The secret has quotation marks around it'],
    ['配置文件或 .env 里的引号被当成了密钥的一部分。', 'The quotation marks of a configuration or .env file became part of the secret.'],
    ['去掉两边的引号。', 'Remove the quotation marks.'],
  ),
  'secret-first-16': words(['只用了密钥的前 16 位', 'Only the first 16 characters of the secret were used'], ['密钥被某个长度有限的字段或变量截断了。', 'A field or variable of limited length cut it off.'], USE_AS_ISSUED),
  'secret-as-param': words(
    ['把 app_secret 当作参数签了进去', 'The app_secret was signed as a parameter'],
    ['密钥只放在 md5 签名串的两端，或用作 HMAC 的密钥。', 'The secret goes around the md5 string or is the key of the HMAC, nothing else.'],
    ['从参数表里删掉 app_secret，更不要发送它。', 'Take app_secret out of the list, and never send it.'],
  ),
  'sign-method-absent': words(
    ['请求没有写明平台认识的 sign_method', 'The request declares no sign_method the platform knows'],
    ['签名本身按 md5 算对了，但请求没有说明用了哪种算法。', 'The signature is right for md5, but the request does not say which method it used.'],
    ['加上 sign_method=md5，让它也参与签名，再重新计算。', 'Add sign_method=md5, sign it too, and compute the signature again.'],
  ),
  'used-hmac-md5': words(['实际算的是 HMAC-MD5', 'HMAC-MD5 was computed'], ['声明的 sign_method 与实际算法不一致。', 'The declared sign_method is not the algorithm that was used.'], ['把 sign_method 写成 hmac，或改用声明的算法。', 'Send sign_method=hmac, or compute what is declared.']),
  'used-hmac-sha256': words(['实际算的是 HMAC-SHA256', 'HMAC-SHA256 was computed'], ['声明的 sign_method 与实际算法不一致。', 'The declared sign_method is not the algorithm that was used.'], ['把 sign_method 写成 hmac-sha256，或改用声明的算法。', 'Send sign_method=hmac-sha256, or compute what is declared.']),
  'used-md5': words(['实际算的是 MD5', 'MD5 was computed'], ['声明的是 HMAC，实际却用密钥夹住签名串算了 MD5。', 'An HMAC is declared, but MD5 was taken over the string between two secrets.'], ['把 sign_method 写成 md5，或改用声明的算法。', 'Send sign_method=md5, or compute what is declared.']),
  'hmac-wrapped': words(['HMAC 的签名串两端也夹了密钥', 'The secret also stands around the text of the HMAC'], ['把 md5 的写法用到了 HMAC 上。', 'The rule of md5 was applied to an HMAC.'], ['HMAC 只把密钥用作 key，签名串两端不加。', 'With an HMAC the secret is the key only; put nothing around the text.']),
  'no-suffix-secret': words(['只在前面加了密钥', 'The secret stands only in front'], ['2012 年的旧 SDK 在没有 sign_method 时这样算。', 'SDKs of 2012 did so when there was no sign_method.'], WRAP_BOTH),
  'no-prefix-secret': words(['只在后面加了密钥', 'The secret stands only behind'], ['前面的密钥漏掉了。', 'The secret in front was forgotten.'], WRAP_BOTH),
  'no-secret': words(['没有用到密钥', 'No secret was used'], ['只对参数算了摘要，任何人都能算出同样的结果。', 'Only the parameters were hashed; anybody could compute that.'], ['md5 前后各加一次密钥，HMAC 用密钥作 key。', 'Put the secret on both ends for md5, or use it as the key of the HMAC.']),
  lowercase: words(['摘要没有转成大写', 'The digest is not in upper case'], ['平台没有公开说明是否接受小写，不要依赖。', 'There is no public statement that lower case is accepted; do not rely on it.'], ['把十六进制摘要转成大写再放进 sign。', 'Upper-case the hexadecimal digest before it becomes sign.']),
  'md5-16': words(['只取了 16 位 MD5', 'Only 16 characters of the MD5 were sent'], ['有些 MD5 工具默认输出中间 16 位。', 'Some MD5 tools give the middle 16 characters.'], ['使用完整的 32 位。', 'Use all 32 characters.']),
  base64: words(['摘要写成了 Base64', 'The digest was written as Base64'], ['算法正确，只是输出格式不对。', 'The algorithm is right, the way it is written is not.'], ['输出大写的十六进制。', 'Write it as upper-case hexadecimal.']),
  'sha256-plain': words(['用 SHA-256 算了两端夹密钥的文本', 'Plain SHA-256 of the text between two secrets'], ['hmac-sha256 是以密钥为 key 的 HMAC，不是把 md5 换成 SHA-256。', 'hmac-sha256 is an HMAC keyed with the secret, not md5 with another hash.'], ['改用 HMAC-SHA256，密钥作 key，签名串两端不加。', 'Use HMAC-SHA256 with the secret as key and nothing around the text.']),
  'kv-amp': words(
    ['用 k=v& 的形式拼接（支付宝、微信的写法）', 'Joined as k=v& (the Alipay and WeChat way)'],
    ['其他平台的签名串带 = 和 &，TOP 的签名串什么都不加。', 'Other platforms join with = and &; TOP puts nothing between.'],
    ['名字和值直接相连，参数之间也不加任何符号。', 'Concatenate names and values with no = and no &.'],
  ),
  'kv-eq': words(['名字与值之间多了 =', 'There is an = between name and value'], ['TOP 的签名串里名字和值直接相连。', 'In TOP’s signing string the value follows its name at once.'], ['去掉 =。', 'Remove the =.']),
  'kv-amp-suffix-key': words(
    ['k=v& 之后又加了 &key=密钥（微信的写法）', 'Joined as k=v& with &key=secret at the end (the WeChat way)'],
    ['这是微信支付的规则。', 'This is the rule of WeChat Pay.'],
    ['名字和值直接相连，md5 前后各加一次密钥，HMAC 用密钥作 key。', 'Concatenate names and values; for md5 put the secret on both ends, for an HMAC use it as the key.'],
  ),
  'timestamp-plus': words(['签名时时间戳里的空格是 +', 'The signed timestamp had + for its space'], ['时间戳在签名前被编码过。', 'The timestamp was encoded before signing.'], SAME_TIMESTAMP),
  'timestamp-T': words(['签名时时间戳用了 ISO 的 T', 'The signed timestamp had the ISO T'], ['签名和发送时各格式化了一次。', 'It was formatted twice, once to sign and once to send.'], SAME_TIMESTAMP),
  'timestamp-millis': words(['签名时时间戳是毫秒数', 'The signed timestamp was epoch milliseconds'], ['有些文章写的是新网关的规则，TOP 用文本时间。', 'Some articles describe a newer gateway; TOP takes a written time.'], SAME_TIMESTAMP),
  'empty-not-signed': words(
    ['空值参数发送了，却没有参与签名', 'Empty parameters were sent but not signed'],
    ['签名时跳过了空值，发送时却保留了。', 'Empty values were skipped when signing and kept when sending.'],
    ['空值参数不要发送。', 'Do not send empty parameters.'],
  ),
  unsorted: words(['没有排序', 'The parameters were not sorted'], ['按书写的顺序拼接了参数。', 'They were concatenated in the order they were written.'], SORT_BY_UNIT),
  'sorted-ignoring-case': words(['排序时忽略了大小写', 'Sorting ignored upper and lower case'], ['大写字母和下划线的位置因此不同。', 'Upper-case letters and underscores end up elsewhere.'], SORT_BY_UNIT),
  'sorted-by-locale': words(['按语言习惯排序', 'Sorting followed a language’s rules'], ['localeCompare 和 .NET 默认比较器对下划线和大小写的处理不同。', 'localeCompare and .NET’s default comparer treat underscores and case differently.'], SORT_BY_UNIT),
  'sorted-name-and-value': words(['先拼好名字和值再排序', 'Names were sorted together with their values'], ['当一个名字是另一个名字的开头时，顺序就不同。', 'When one name begins another, the order changes.'], ['只按参数名排序，再拼接值。', 'Sort by name alone, then add the values.']),
  reverse: words(['按降序排列', 'The parameters were sorted in descending order'], ['比较结果取反了。', 'The comparison was turned around.'], SORT_BY_UNIT),
  'iop-prefix': words(
    ['用了新网关（GOP/IOP）的规则', 'The rule of the newer gateway (GOP/IOP) was used'],
    ['新网关在签名串前加接口路径并用 HMAC-SHA256，TOP 不加。', 'That gateway puts the API path in front and uses HMAC-SHA256; TOP does not.'],
    ['去掉接口路径，按声明的 sign_method 计算。', 'Leave the API path out and compute what sign_method declares.'],
  ),
}

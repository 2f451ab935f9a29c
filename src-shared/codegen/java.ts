import type { SignMethod } from '../protocol/parameters'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest, type CodeSample } from './code'
import { javaText } from './literals'
import { sampleNames } from './sample-names'
import { parameterLines } from './sample-parameters'
import { headLines, prefixed, sampleWord, sdkLines } from './sample-words'
import { propertyName, typedStatements } from './typed-statements'

/** As on the official page, with `com.taobao.api`, inside of a class that can be compiled. */
export function javaWithSdk(request: CodeRequest): CodeSample {
  const { sdkName, className } = sampleNames(request.operation)
  const sdkRequest = `${sdkName}Request`
  const statements = typedStatements(request.operation, request.values, {
    variable: (_, index) => `obj${index}`,
    create: ({ type }, variable) => `${sdkRequest}.${type} ${variable} = new ${sdkRequest}.${type}();`,
    set: (owner, { name }, literal) => `${owner ?? 'req'}.set${propertyName(name)}(${literal});`,
    attach: (owner, { name }, variable) => `${owner ?? 'req'}.set${propertyName(name)}(${variable});`,
    text: javaText,
    integer: (digits) => `${digits}L`,
    unsendable: (path) => `// ${path}${sampleWord(request, 'sdkUnsendable')}`,
  })
  const client = [
    `DefaultTaobaoClient client = new DefaultTaobaoClient(url, appkey, secret, ${javaText(request.format)}, 15000, 30000, ${javaText(request.signMethod)});`,
    ...(request.simplify && request.format === 'json' ? ['client.setUseSimplifyJson(true);'] : []),
  ]
  const settings = request.targetAppKey === '' ? [] : [`req.setTargetAppKey(${javaText(request.targetAppKey)});`]
  const execute = request.withSession ? `client.execute(req, System.getenv("${SESSION_VARIABLE}"))` : 'client.execute(req)'
  const name = `${className}WithSdk`
  const text = `${prefixed([...headLines(request, { needs: 'taobao-sdk-java (com.taobao.api)', run: `javac -encoding UTF-8 -cp taobao-sdk-java.jar ${name}.java` }), ...sdkLines(request, { leftOut: ['partner_id'] })], '// ')}
import com.taobao.api.DefaultTaobaoClient;
import com.taobao.api.request.${sdkRequest};
import com.taobao.api.response.${sdkName}Response;

public class ${name} {
    public static void main(String[] args) throws Exception {
        String url = ${javaText(request.gatewayUrl)};
        String appkey = ${javaText(request.appKey)};
        String secret = System.getenv("${SECRET_VARIABLE}");
${prefixed([...client, `${sdkRequest} req = new ${sdkRequest}();`, ...statements, ...settings, `${sdkName}Response rsp = ${execute};`, 'System.out.println(rsp.getBody());'], '        ')}
    }
}
`
  return { text, fileName: `${name}.java` }
}

/** One file for `java` 11 or newer, which compiles and runs it at once. */
export function javaSelfContained(request: CodeRequest): CodeSample {
  const { className } = sampleNames(request.operation)
  const puts = parameterLines(request, {
    comment: '//',
    text: (name, value) => `parameters.put("${name}", ${javaText(value)});`,
    session: `parameters.put("session", environment("${SESSION_VARIABLE}"));`,
    timestamp: 'parameters.put("timestamp", ZonedDateTime.now(ZoneOffset.ofHours(8)).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")));',
  })
  const text = `${prefixed(headLines(request, { needs: 'Java 11+', run: `java -Dfile.encoding=UTF-8 ${className}.java` }), '// ')}
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
${request.signMethod === 'md5' ? 'import java.security.MessageDigest;\n' : ''}import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
${request.signMethod === 'md5' ? '' : 'import javax.crypto.Mac;\nimport javax.crypto.spec.SecretKeySpec;\n'}
public class ${className} {
    public static void main(String[] args) throws Exception {
        // ${sampleWord(request, 'readAsUtf8')}
        if (!"\\u4f1a".equals("会")) exit("Run it with -Dfile.encoding=UTF-8.");
        String url = ${javaText(request.gatewayUrl)};
        String secret = environment("${SECRET_VARIABLE}");
        Map<String, String> parameters = new LinkedHashMap<>();
${prefixed(puts, '        ')}
        parameters.put("sign", sign(parameters, secret));

        // ${sampleWord(request, 'encoded')}
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (form.length() > 0) form.append('&');
            form.append(parameter.getKey()).append('=').append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
        }
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(15)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            System.out.println("HTTP " + response.statusCode());
            System.out.write(response.body());
            System.out.println();
        } catch (IOException error) {
            exit("No answer from " + url + ": " + error);
        }
    }

    // ${sampleWord(request, 'sign')}
    static String sign(Map<String, String> parameters, String secret) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            text.append(parameter.getKey()).append(parameter.getValue());
        }
${prefixed(DIGEST[request.signMethod], '        ')}
        StringBuilder hex = new StringBuilder();
        for (byte one : digest) hex.append(String.format("%02X", one));
        return hex.toString();
    }

    static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) exit("Set the environment variable " + name + " first.");
        return value;
    }

    static void exit(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
`
  return { text, fileName: `${className}.java` }
}

const DIGEST: Readonly<Record<SignMethod, readonly string[]>> = {
  md5: ['byte[] digest = MessageDigest.getInstance("MD5").digest((secret + text + secret).getBytes(StandardCharsets.UTF_8));'],
  hmac: hmac('HmacMD5'),
  'hmac-sha256': hmac('HmacSHA256'),
}

function hmac(algorithm: string): string[] {
  return [
    `Mac mac = Mac.getInstance("${algorithm}");`,
    `mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "${algorithm}"));`,
    'byte[] digest = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));',
  ]
}

import type { SignMethod } from '../protocol/parameters'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest, type CodeSample } from './code'
import { csharpText } from './literals'
import { sampleNames } from './sample-names'
import { parameterLines } from './sample-parameters'
import { headLines, prefixed, sampleWord, sdkLines } from './sample-words'
import { propertyName, typedStatements } from './typed-statements'

/** As on the official page, with `Top.Api`, inside of a class that can be compiled. */
export function dotnetWithSdk(request: CodeRequest): CodeSample {
  const { sdkName, className } = sampleNames(request.operation)
  const sdkRequest = `${sdkName}Request`
  const statements = typedStatements(request.operation, request.values, {
    variable: (_, index) => `obj${index}`,
    create: ({ type }, variable) => `${sdkRequest}.${type}Domain ${variable} = new ${sdkRequest}.${type}Domain();`,
    set: (owner, { name }, literal) => `${owner ?? 'req'}.${propertyName(name)} = ${literal};`,
    // The SDK has a text of the plain name; the one with an underscore takes the object.
    attach: (owner, { name }, variable) => `${owner === null ? `req.${propertyName(name)}_` : `${owner}.${propertyName(name)}`} = ${variable};`,
    text: csharpText,
    integer: (digits) => `${digits}L`,
    unsendable: (path) => `// ${path}${sampleWord(request, 'sdkUnsendable')}`,
  })
  const execute = request.withSession ? `client.Execute(req, Environment.GetEnvironmentVariable("${SESSION_VARIABLE}"))` : 'client.Execute(req)'
  const text = `${prefixed([...headLines(request, { needs: 'TopSdk.dll (Top.Api)', run: `csc -r:TopSdk.dll ${className}WithSdk.cs` }), ...sdkLines(request, { leftOut: ['sign_method', 'simplify', 'partner_id', 'target_app_key'] })], '// ')}
using System;
using Top.Api;
using Top.Api.Request;
using Top.Api.Response;

static class ${className}WithSdk
{
    static void Main()
    {
        string url = ${csharpText(request.gatewayUrl)};
        string appkey = ${csharpText(request.appKey)};
        string secret = Environment.GetEnvironmentVariable("${SECRET_VARIABLE}");
${prefixed([`ITopClient client = new DefaultTopClient(url, appkey, secret, ${csharpText(request.format)});`, `${sdkRequest} req = new ${sdkRequest}();`, ...statements, `${sdkName}Response rsp = ${execute};`, 'Console.WriteLine(rsp.Body);'], '        ')}
    }
}
`
  return { text, fileName: `${className}WithSdk.cs` }
}

/** A program with `HttpClient` that .NET 8, .NET Framework and Mono take alike. */
export function dotnetSelfContained(request: CodeRequest): CodeSample {
  const { className } = sampleNames(request.operation)
  const entries = parameterLines(request, {
    comment: '//',
    text: (name, value) => `["${name}"] = ${csharpText(value)},`,
    session: `["session"] = EnvironmentVariable("${SESSION_VARIABLE}"),`,
    timestamp: '["timestamp"] = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),',
  })
  const text = `${prefixed(headLines(request, { needs: '.NET 8', run: `dotnet new console -o ${className} && cp ${className}.cs ${className}/Program.cs && dotnet run --project ${className}` }), '// ')}
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

static class ${className}
{
    static int Main()
    {
        try
        {
            Send().GetAwaiter().GetResult();
            return 0;
        }
        catch (Exception error) when (error is HttpRequestException || error is TaskCanceledException || error is InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message + (error.InnerException == null ? "" : " " + error.InnerException.Message));
            return 1;
        }
    }

    static async Task Send()
    {
        string url = ${csharpText(request.gatewayUrl)};
        string secret = EnvironmentVariable("${SECRET_VARIABLE}");
        var parameters = new Dictionary<string, string>
        {
${prefixed(entries, '            ')}
        };
        parameters["sign"] = Sign(parameters, secret);

        // ${sampleWord(request, 'encoded')}
        string form = string.Join("&", parameters.Select(one => one.Key + "=" + WebUtility.UrlEncode(one.Value)));
        using (var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) })
        using (var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"))
        using (var response = await client.PostAsync(url, content))
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            Console.WriteLine("HTTP " + (int)response.StatusCode);
            Console.WriteLine(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
        }
    }

    // ${sampleWord(request, 'sign')}
    static string Sign(IDictionary<string, string> parameters, string secret)
    {
        string text = string.Concat(parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Key + one.Value));
${prefixed(DIGEST[request.signMethod], '        ')}
        {
            return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(${request.signMethod === 'md5' ? 'secret + text + secret' : 'text'}))).Replace("-", "");
        }
    }

    static string EnvironmentVariable(string name)
    {
        string value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(value)) throw new InvalidOperationException("Set the environment variable " + name + " first.");
        return value;
    }
}
`
  return { text, fileName: `${className}.cs` }
}

const DIGEST: Readonly<Record<SignMethod, readonly string[]>> = {
  md5: ['using (var hash = MD5.Create())'],
  hmac: ['using (var hash = new HMACMD5(Encoding.UTF8.GetBytes(secret)))'],
  'hmac-sha256': ['using (var hash = new HMACSHA256(Encoding.UTF8.GetBytes(secret)))'],
}

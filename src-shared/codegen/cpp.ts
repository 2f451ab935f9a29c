import type { SignMethod } from '../protocol/parameters'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest, type CodeSample } from './code'
import { cppText } from './literals'
import { sampleNames } from './sample-names'
import { parameterLines, sentBusinessParameters } from './sample-parameters'
import { headLines, prefixed, sampleWord, sdkLines } from './sample-words'

/** As on the official page, with `topsdk.h`. */
export function cppWithSdk(request: CodeRequest): CodeSample {
  const { snakeName } = sampleNames(request.operation)
  const text = `${prefixed([
    ...headLines(request, { needs: 'TOP C SDK (topsdk.h)', run: `g++ -std=c++11 ${snakeName}_with_sdk.cpp -ltopsdk -lcurl` }),
    ...sdkLines(request, { md5Only: true, leftOut: ['format', 'simplify', 'partner_id', 'target_app_key'] }),
  ], '// ')}
#include <cstdio>
#include <cstdlib>
#include <string>
#include "topsdk.h"

int main() {
    const std::string url = ${cppText(request.gatewayUrl)};
    const std::string appkey = ${cppText(request.appKey)};
    const char* secret = std::getenv("${SECRET_VARIABLE}");
    ${request.withSession ? `char* session = std::getenv("${SESSION_VARIABLE}");` : 'char* session = NULL;'}
    if (secret == NULL${request.withSession ? ' || session == NULL' : ''}) {
        std::fprintf(stderr, "Set the environment variable${request.withSession ? `s ${SECRET_VARIABLE} and ${SESSION_VARIABLE}` : ` ${SECRET_VARIABLE}`} first.\\n");
        return 1;
    }
    pTopRequest pRequest = alloc_top_request();
    pTopResponse pResponse = NULL;
    pTaobaoClient pClient = alloc_taobao_client(url.c_str(), appkey.c_str(), secret);
    set_api_name(pRequest, ${cppText(request.operation.name)});
${sentBusinessParameters(request).map(({ name, value }) => `    add_param(pRequest, "${name}", std::string(${cppText(value)}).c_str());`).join('\n')}
    pResponse = top_execute(pClient, pRequest, session);
    std::printf("ret code:%d\\n", pResponse->code);
    if (pResponse->code == 0) {
        pTopResponseIterator ite = init_response_iterator(pResponse);
        pResultItem pResultItem = alloc_result_item();
        while (parseNext(ite, pResultItem) == 0) {
            std::printf("%s:%s\\n", pResultItem->key, pResultItem->value);
        }
        destroy_response_iterator(ite);
        destroy_result_item(pResultItem);
    }
    destroy_top_request(pRequest);
    destroy_top_response(pResponse);
    destroy_taobao_client(pClient);
    return 0;
}
`
  return { text, fileName: `${snakeName}_with_sdk.cpp` }
}

/** A C++11 program with libcurl and OpenSSL. */
export function cppSelfContained(request: CodeRequest): CodeSample {
  const { snakeName } = sampleNames(request.operation)
  const isMd5 = request.signMethod === 'md5'
  const entries = parameterLines(request, {
    comment: '//',
    text: (name, value) => `{"${name}", ${cppText(value)}},`,
    session: `{"session", environment("${SESSION_VARIABLE}")},`,
    timestamp: '{"timestamp", timestamp()},',
  })
  const text = `${prefixed(headLines(request, { needs: 'C++11, libcurl, OpenSSL', run: `g++ -std=c++11 ${snakeName}.cpp -lcurl -lcrypto -o ${snakeName} && ./${snakeName}` }), '// ')}
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>
#include <curl/curl.h>
#include <openssl/${isMd5 ? 'evp' : 'hmac'}.h>

typedef std::vector<std::pair<std::string, std::string> > Parameters;

static std::string environment(const char* name) {
    const char* value = std::getenv(name);
    if (value != NULL && *value != '\\0') return value;
    std::cerr << "Set the environment variable " << name << " first." << std::endl;
    std::exit(1);
}

static std::string timestamp() {
    const std::time_t moment = std::time(NULL) + 8 * 3600;
    char text[20];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", std::gmtime(&moment));
    return text;
}

// ${sampleWord(request, 'sign')}
static std::string sign(const Parameters& parameters, const std::string& secret) {
    std::string text;
    const std::map<std::string, std::string> sorted(parameters.begin(), parameters.end());
    for (const auto& parameter : sorted) text += parameter.first + parameter.second;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
${prefixed(DIGEST[request.signMethod], '    ')}
    std::string hex;
    for (unsigned int index = 0; index < length; ++index) {
        hex += "0123456789ABCDEF"[digest[index] >> 4];
        hex += "0123456789ABCDEF"[digest[index] & 15];
    }
    return hex;
}

static std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(data, size * count);
    return size * count;
}

int main() {
    const std::string url = ${cppText(request.gatewayUrl)};
    const std::string secret = environment("${SECRET_VARIABLE}");
    Parameters parameters = {
${prefixed(entries, '        ')}
    };
    parameters.push_back(std::make_pair("sign", sign(parameters, secret)));

    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL* curl = curl_easy_init();
    // ${sampleWord(request, 'encoded')}
    std::string form;
    for (const auto& parameter : parameters) {
        char* encoded = curl_easy_escape(curl, parameter.second.c_str(), static_cast<int>(parameter.second.size()));
        form += (form.empty() ? "" : "&") + parameter.first + "=" + encoded;
        curl_free(encoded);
    }
    std::string body;
    struct curl_slist* headers = curl_slist_append(NULL, "Content-Type: application/x-www-form-urlencoded;charset=UTF-8");
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form.c_str());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 15L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    const CURLcode result = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    curl_global_cleanup();
    if (result != CURLE_OK) {
        std::cerr << "No answer from " << url << ": " << curl_easy_strerror(result) << std::endl;
        return 1;
    }
    std::cout << "HTTP " << status << "\\n" << body << std::endl;
    return 0;
}
`
  return { text, fileName: `${snakeName}.cpp` }
}

const DIGEST: Readonly<Record<SignMethod, readonly string[]>> = {
  md5: ['const std::string input = secret + text + secret;', 'EVP_Digest(input.data(), input.size(), digest, &length, EVP_md5(), NULL);'],
  hmac: [hmac('md5')],
  'hmac-sha256': [hmac('sha256')],
}

function hmac(hash: string): string {
  return `HMAC(EVP_${hash}(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &length);`
}

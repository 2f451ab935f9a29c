import type { CodeLanguage } from '@shared/codegen/code'

/** How a sample for an official SDK is tried where the SDK itself is not to be had: by the part of its tools that reads the syntax. */
export interface SdkTrial {
  readonly needs: readonly string[]
  /** Files to stand beside the sample, by name. */
  readonly files?: Readonly<Record<string, string>>
  readonly check: (fileName: string) => readonly string[]
}

// Reads the syntax and asks for none of the classes that are used.
const JAVA_PARSER = `
import com.sun.source.util.JavacTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.tools.*;

public class Parse {
    public static void main(String[] args) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StandardJavaFileManager files = compiler.getStandardFileManager(found, null, StandardCharsets.UTF_8);
        ((JavacTask) compiler.getTask(null, files, found, null, null, files.getJavaFileObjects(Path.of(args[0])))).parse();
        for (Diagnostic<?> one : found.getDiagnostics()) System.err.println(one);
        if (!found.getDiagnostics().isEmpty()) System.exit(1);
    }
}
`

// What the header of the C SDK declares, as far as the official page uses it.
const TOPSDK_HEADER = `
#include <stddef.h>
typedef struct Request* pTopRequest;
typedef struct { int code; } TopResponse, *pTopResponse;
typedef struct Client* pTaobaoClient;
typedef struct Iterator* pTopResponseIterator;
typedef struct { char* key; char* value; } ResultItem, *pResultItem;
pTopRequest alloc_top_request();
pTaobaoClient alloc_taobao_client(const char* url, const char* appkey, const char* secret);
int set_api_name(pTopRequest request, const char* name);
int add_param(pTopRequest request, const char* key, const char* value);
TopResponse* top_execute(pTaobaoClient client, pTopRequest request, char* session);
pTopResponseIterator init_response_iterator(pTopResponse response);
pResultItem alloc_result_item();
int parseNext(pTopResponseIterator iterator, pResultItem item);
void destroy_response_iterator(pTopResponseIterator iterator);
void destroy_result_item(pResultItem item);
void destroy_top_request(pTopRequest request);
void destroy_top_response(pTopResponse response);
void destroy_taobao_client(pTaobaoClient client);
`

/** The tools that read SDK samples, by language; the two that are run instead are not among them. */
export const SDK_TRIALS: Readonly<Record<Exclude<CodeLanguage, 'curl' | 'nodejs'>, SdkTrial>> = {
  java: { needs: ['java', 'javac'], files: { 'Parse.java': JAVA_PARSER }, check: (fileName) => ['java', 'Parse.java', fileName] },
  dotnet: { needs: ['mcs'], check: (fileName) => ['mcs', '-langversion:latest', '--parse', fileName] },
  php: { needs: ['php'], check: (fileName) => ['php', '-l', fileName] },
  python: { needs: ['python3'], check: (fileName) => ['python3', '-W', 'error', '-m', 'py_compile', fileName] },
  cpp: { needs: ['g++'], files: { 'topsdk.h': TOPSDK_HEADER }, check: (fileName) => ['g++', '-std=c++11', '-Wall', '-Wextra', '-Werror', '-I.', '-fsyntax-only', fileName] },
}

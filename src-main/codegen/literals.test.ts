import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cppText, csharpText, javaText, nodejsText, phpText, pythonText, shellText } from '@shared/codegen/literals'
import { textOf, wellFormedText } from '@shared/testing/arbitraries'
import { temporaryFolder } from '../testing/temporary-folder'
import { missingOf, mustRun } from './testing/tools'

/** A program of a language that prints the UTF-8 of each literal in hexadecimal, one a line. */
interface Reader {
  readonly needs: readonly string[]
  readonly literal: (text: string) => string
  readonly fileName: string
  readonly program: (literals: readonly string[]) => string
  readonly commands: readonly (readonly string[])[]
}

const lines = (literals: readonly string[], line: (literal: string) => string): string => literals.map(line).join('\n')

const READERS: Readonly<Record<string, Reader>> = {
  java: {
    needs: ['java', 'javac'],
    literal: javaText,
    fileName: 'Literals.java',
    // A method of its own for each: the code of one may not pass 64 KB.
    program: (literals) => `public class Literals {
      static void print(String text) throws Exception {
        StringBuilder hex = new StringBuilder();
        for (byte one : text.getBytes("UTF-8")) hex.append(String.format("%02x", one));
        System.out.println(hex);
      }
      ${literals.map((literal, index) => `static void m${index}() throws Exception { print(${literal}); }`).join('\n')}
      public static void main(String[] args) throws Exception { ${literals.map((_, index) => `m${index}();`).join(' ')} }
    }`,
    commands: [['java', '-Dfile.encoding=UTF-8', 'Literals.java']],
  },
  csharp: {
    needs: ['mcs', 'mono'],
    literal: csharpText,
    fileName: 'literals.cs',
    program: (literals) => `using System; using System.Text; static class Literals {
      static void Print(string text) { Console.WriteLine(BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace("-", "").ToLowerInvariant()); }
      static void Main() { ${lines(literals, (literal) => `Print(${literal});`)} } }`,
    commands: [['mcs', '-langversion:latest', '-out:literals.exe', 'literals.cs'], ['mono', 'literals.exe']],
  },
  php: { needs: ['php'], literal: phpText, fileName: 'literals.php', program: (literals) => `<?php\n${lines(literals, (literal) => `echo bin2hex(${literal}), "\\n";`)}`, commands: [['php', 'literals.php']] },
  python: {
    needs: ['python3'],
    literal: pythonText,
    fileName: 'literals.py',
    program: (literals) => `import sys\n${lines(literals, (literal) => `print(${literal}.encode("utf-8").hex())`)}`,
    commands: [['python3', 'literals.py']],
  },
  nodejs: { needs: [], literal: nodejsText, fileName: 'literals.mjs', program: (literals) => lines(literals, (literal) => `console.log(Buffer.from(${literal}).toString('hex'))`), commands: [[process.execPath, 'literals.mjs']] },
  cpp: {
    needs: ['g++'],
    literal: cppText,
    fileName: 'literals.cpp',
    program: (literals) => `#include <cstdio>\n#include <string>
      static void print(const std::string& text) { for (unsigned char one : text) std::printf("%02x", one); std::printf("\\n"); }
      int main() { ${lines(literals, (literal) => `print(${literal});`)} }`,
    // Trigraphs are read, as by a compiler that goes by the standard.
    commands: [['g++', '-std=c++11', '-trigraphs', 'literals.cpp', '-o', 'literals'], ['./literals']],
  },
  shell: {
    needs: ['dash', 'od'],
    literal: shellText,
    fileName: 'literals.sh',
    program: (literals) => lines(literals, (literal) => `printf '%s' ${literal} | od -An -v -tx1 | tr -d ' \\n'; echo`),
    commands: [['dash', 'literals.sh']],
  },
}

const GRAMMAR = textOf(`'"\\\`$\{}()%?/=<>!-u0041xn \n\r\t\u0007\u007f\u0085\u00a0\u2028\u2029\u200d\u202e\ufeff\ue000#@*&;|~^会😀\u{e0001}\u{10ffff}`)
const LONG = [`${'x'.repeat(70_000)}会`, '😀"\\?'.repeat(12_000), '\u0001'.repeat(17_000)]

describe.each(Object.entries(READERS))('literals of %s', (_, { needs, literal, fileName, program, commands }) => {
  const missing = missingOf(needs)

  it('are read back as the same text', { timeout: 60_000 }, async ({ skip }) => {
    skip(missing.length > 0, `not installed: ${missing.join(', ')}`)
    // One program for many texts: starting a compiler costs more than reading them.
    const texts = ['', ...fc.sample(GRAMMAR, 120), ...fc.sample(wellFormedText, 60), ...LONG].map((text) => text.replaceAll('\0', ''))
    const folder = temporaryFolder()
    await writeFile(join(folder, fileName), program(texts.map(literal)))
    let output = ''
    for (const command of commands) output = await mustRun(command, folder)
    expect(output.split('\n').slice(0, -1)).toEqual(texts.map((text) => Buffer.from(text).toString('hex')))
  })
})

import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

/** Keeps a folder from importing what it must not know; the message says where it should turn instead. */
const without = (files, patterns, extra = {}) => ({
  files,
  ignores: ['**/*.test.ts', ...(extra.ignores ?? [])],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

const NODE = { group: ['node:*', 'fs', 'path', 'crypto', 'http', 'https', 'net'], message: 'This code runs where Node is not.' }
const ELECTRON = { group: ['electron', 'electron/*'], message: 'Only src-main/{app.ts,window,ipc} and src-preload know Electron.' }
const MAIN = { group: ['**/src-main/**'], message: 'Nobody imports the main process: call it through the IPC contract.' }
const PAGE = { group: ['**/src-renderer/**', 'vue', 'pinia', 'naive-ui', 'vue-i18n'], message: 'Only the page knows the page.' }
const KEYTAR = { group: ['keytar'], message: 'Only src-main/credentials/keytar-keychain.ts talks to the keychain.' }
const SQLITE = { group: ['@photostructure/sqlite'], message: 'Only src-main/database and src-main/history know SQLite.' }

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'test-results/**', '.cache/**', 'scripts/electron-launcher/**'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, sourceType: 'module' } },
  },
  {
    rules: {
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-control-regex': 'error',
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only, so that a thing has one name.' },
        { selector: 'TSEnumDeclaration', message: 'A list `as const` and a union instead.' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      // Layout is the writer's; these rules are about meaning.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/no-v-html': 'error',
    },
  },
  // Configuration files and messages are loaded by their default export.
  {
    files: ['**/*.config.*', 'scripts/**', '**/*.vue', 'src-renderer/i18n/**/*.ts', 'src-renderer/**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['scripts/**', 'e2e/**', 'bench/**'], rules: { 'no-console': 'off' } },
  // A catalog entry is one long list by nature.
  { files: ['src-shared/catalog/**'], rules: { 'max-lines': 'off' } },

  without(['src-shared/**'], [NODE, ELECTRON, MAIN, PAGE, KEYTAR, SQLITE]),
  without(['src-shared/catalog/**'], [NODE, ELECTRON, MAIN, PAGE, KEYTAR, SQLITE, { group: ['../exchange/**', '../protocol/**', '../ipc/**', 'zod'], message: 'A catalog entry is data: it knows only the descriptor types.' }]),
  without(['src-shared/ipc/methods.ts'], [{ group: ['*'], message: 'The sandboxed preload bundles this file: it imports nothing.' }]),
  without(['src-main/**'], [PAGE, KEYTAR, SQLITE, ELECTRON], {
    ignores: [
      'src-main/app.ts',
      'src-main/window/**',
      'src-main/ipc/**',
      'src-main/credentials/keytar-keychain.ts',
      'src-main/database/**',
      'src-main/history/**',
    ],
  }),
  without(['src-main/app.ts', 'src-main/window/**', 'src-main/ipc/**'], [PAGE, KEYTAR, SQLITE]),
  without(['src-main/database/**', 'src-main/history/**'], [PAGE, KEYTAR, ELECTRON]),
  without(['src-main/credentials/keytar-keychain.ts'], [PAGE, SQLITE, ELECTRON]),
  without(['src-preload/**'], [NODE, MAIN, PAGE, { group: ['zod', '@shared/*', '!@shared/ipc'], message: 'The preload imports method names only.' }]),
  without(['src-renderer/**'], [NODE, ELECTRON, MAIN, KEYTAR, SQLITE]),
  {
    files: ['src-renderer/**'],
    ignores: ['src-renderer/ipc/client.ts', 'src-renderer/testing/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'fetch', 'XMLHttpRequest', 'indexedDB'],
      'no-restricted-properties': ['error', { object: 'window', property: 'bridge', message: 'Call through ipc/client.ts.' }],
    },
  },
)

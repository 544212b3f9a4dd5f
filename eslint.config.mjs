import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const elements = ['packages/elements/src/**/*.ts', 'examples/portal/src/**/*.ts', 'stories/**/*.ts'];

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', 'demo-output/', 'docs/api/', 'storybook-static/', '.cinnabar/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off', // elements may hold only statics
      '@typescript-eslint/no-invalid-void-type': 'off', // `this: void` and `Promise<void> | void` are plain to read
      'max-lines': ['error', { max: 600, skipBlankLines: false, skipComments: false }],
      'no-console': ['error', { allow: ['warn'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: elements,
    ...lit.configs['flat/recommended'],
  },
  { files: elements, ...wc.configs['flat/best-practice'] },
  { files: elements, ...litA11y.configs.recommended, plugins: { 'lit-a11y': litA11y } },
  {
    files: elements,
    languageOptions: { globals: globals.browser },
    rules: {
      'wc/guard-super-call': 'off', // LitElement has every lifecycle callback.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle=["\']/]',
          message:
            'A style attribute breaks the strict CSP; use a class, the inlineStyles directive or CSSOM (styleMap writes the attribute on its first render).',
        },
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
          message: 'Trusted Types: build DOM by templates.',
        },
      ],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Elements know a backend, never the network.' }],
    },
  },
  {
    // An element is split into model and controllers before its class outgrows a screenful of screenfuls.
    files: ['packages/elements/src/*/!(*.test|*.styles|*.messages).ts'],
    rules: { 'max-lines': ['error', { max: 400 }] },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['packages/core/src/**/*.node.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'core runs in browsers too.' }] }],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.conformance.ts', '**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-globals': 'off',
    },
  },
  // A story is a host page: it loads what it shows.
  { files: ['stories/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['tools/**/*.mjs', '*.mjs', 'bench/**/*.mjs', 'packages/node/bin/*.mjs', '.storybook/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { 'no-console': 'off' },
  },
  { files: ['examples/server/src/main.ts', 'packages/node/src/**/*.ts'], rules: { 'no-console': 'off' } },
  prettier,
);

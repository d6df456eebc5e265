// @ts-check
import eslint from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** The stages of src, in the order of ARCHITECTURE.md: each reads only from those before it. */
const STAGES = [
  'core',
  'config',
  'source',
  'python',
  'project',
  'fastapi',
  'rules',
  'review',
  'report',
  'github',
  'app',
  'action',
  'cli',
];

/** Stages that do no I/O and read no clock and no environment. */
const PURE = new Set(['core', 'python', 'project', 'fastapi', 'rules', 'review', 'report']);

/** Packages that one stage alone may know. */
const OWNED_PACKAGES = [
  { regex: '^(web-)?tree-sitter', owner: 'python', message: 'The parser is known in python/ only.' },
  { regex: '^@octokit/', owner: 'github', message: 'Octokit is known in github/ only.' },
  { regex: '^parse-diff$', owner: 'source', message: 'Diffs are read in source/ only.' },
];

/** @param {string} stage */
function stageRules(stage) {
  const later = STAGES.slice(STAGES.indexOf(stage) + 1);
  // The two hosts stand side by side.
  if (stage === 'cli') later.push('action');
  const patterns = OWNED_PACKAGES.filter((known) => known.owner !== stage).map(({ regex, message }) => ({
    regex,
    message,
  }));
  if (later.length > 0) {
    patterns.push({
      regex: `^(\\.\\./)+(${later.join('|')})/`,
      message: `${stage}/ reads only from the stages before it (ARCHITECTURE.md).`,
    });
  }
  if (PURE.has(stage)) {
    patterns.push({
      regex: '^(node:(?!crypto$)|fs$|path$|os$|child_process$|@actions/)',
      message: `${stage}/ is pure: no I/O, no clock, no environment (ARCHITECTURE.md).`,
    });
  }
  return {
    files: [`src/${stage}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      ...(PURE.has(stage) ? purity(stage) : {}),
    },
  };
}

/** @param {string} stage */
function purity(stage) {
  const message = `${stage}/ is pure: hand the value in.`;
  return {
    'no-restricted-globals': [
      'error',
      ...['process', 'Date', 'performance', 'fetch', 'setTimeout', 'setInterval', 'globalThis'].map((name) => ({
        name,
        message,
      })),
    ],
    'no-restricted-properties': ['error', { object: 'Math', property: 'random', message }],
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'fixtures/', '.venv/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    plugins: { regexp },
    rules: {
      // Hostile text meets these expressions: none may backtrack without bound.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
      'regexp/no-dupe-disjunctions': 'error',
      'regexp/no-empty-alternative': 'error',
      'regexp/no-misleading-unicode-character': 'error',
    },
  },
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'max-depth': ['error', 4],
      'max-params': ['error', 5],
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // The parser's lists are typed as always present; a look-up that may miss is written with `?.` and `??`.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  ...STAGES.map(stageRules),
  { files: ['src/cli/**/*.ts', 'src/github/log.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // A test reads best as one story; its length is no smell.
    files: ['test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-console': 'off', 'no-control-regex': 'off' },
  },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
);

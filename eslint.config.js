import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const server = './packages/server/src';
const web = './packages/web/src';

/** The house rules of ARCHITECTURE.md: dialects, jobs, commands -> catalog -> db, store, filter, formats, media. */
const zones = [
  {
    target: `${server}/catalog`,
    from: [`${server}/dialects`, `${server}/http`, `${server}/jobs`, `${server}/commands`],
    message: 'The catalogue knows no dialect, no HTTP, no job runner and no command.',
  },
  {
    target: `${server}/dialects`,
    from: [`${server}/db`, `${server}/store`, `${server}/jobs`, `${server}/commands`],
    message: 'A dialect speaks to the catalogue only.',
  },
  {
    target: `${server}/dialects/avala`,
    from: [`${server}/dialects/modelarts`],
    message: 'Dialects never import each other.',
  },
  {
    target: `${server}/dialects/modelarts`,
    from: [`${server}/dialects/avala`],
    message: 'Dialects never import each other.',
  },
  {
    target: ['http', 'jobs', 'commands', 'process'].map((dir) => `${server}/${dir}`),
    from: ['avala', 'modelarts'].map((name) => `${server}/dialects/${name}`),
    message: 'Only dialects/index.ts knows which dialects there are, so that one can be taken out.',
  },
  ...['formats', 'filter'].map((pure) => ({
    target: `${server}/${pure}`,
    from: [server],
    except: [`./${pure}`],
    message: `${pure} is pure: it imports nothing of the server but itself.`,
  })),
  {
    target: `${server}/diff`,
    from: [server],
    except: ['./diff', './formats'],
    message: 'diff is pure: it imports nothing of the server but the formats.',
  },
  ...['db', 'store', 'media', 'archives'].map((port) => ({
    target: `${server}/${port}`,
    from: ['catalog', 'dialects', 'http', 'jobs', 'commands'].map((dir) => `${server}/${dir}`),
    message: 'The lower layers do not know the upper ones.',
  })),
  {
    target: './packages/contract/src',
    from: ['./packages/server', './packages/web'],
    message: 'The contract is words only.',
  },
  {
    target: './packages/web',
    from: './packages/server',
    message: 'The web app talks HTTP only.',
  },
  {
    target: `${web}/canvas`,
    from: [web],
    except: ['./canvas'],
    message: 'canvas is pure geometry and drawing: it imports nothing of the app but itself.',
  },
  {
    target: `${web}/api`,
    from: [`${web}/pages`, `${web}/ui`, `${web}/app`],
    message: 'The client knows no page.',
  },
  {
    target: `${web}/ui`,
    from: [`${web}/pages`],
    message: 'Shared pieces know no page.',
  },
];

const noIo = ['fs', 'fs/promises', 'net', 'http', 'https', 'child_process', 'worker_threads', 'os'];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.generated.*', '.sheaf/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['contract', 'server', 'web'].map((name) => `packages/${name}/tsconfig.json`),
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: [`packages/server/src/catalog/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['fastify', 'fastify/*', '@fastify/*'] }],
    },
  },
  {
    files: ['packages/server/src/**/*.ts'],
    ignores: ['packages/server/src/config.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' },
      ],
    },
  },
  {
    files: ['packages/server/src/{formats,filter,diff}/**/*.ts', 'packages/contract/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: noIo.flatMap((name) => [name, `node:${name}`]) },
      ],
    },
  },
  {
    files: ['packages/web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@sheaf/contract/*'],
              allowTypeImports: true,
              message: 'Only the types: the schemas are for the server.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/web/public/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: { localStorage: 'readonly', matchMedia: 'readonly', document: 'readonly' },
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['packages/server/src/commands/**/*.ts', '**/test/**', 'acceptance/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);

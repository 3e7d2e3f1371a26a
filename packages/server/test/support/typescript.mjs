// `node --import .../typescript.mjs file.ts`: lets a child process of a test run the sources on every Node we support.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';

// Threads of the child register it too; the thread that runs what is exported here must not.
const HOOKS = '?hooks';
if (!import.meta.url.endsWith(HOOKS)) register(import.meta.url + HOOKS);

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { default: ts } = await import('typescript');
  const text = await readFile(new URL(url), 'utf8');
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return { format: 'module', source: outputText, shortCircuit: true };
}

import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** What a first visit may load: the limit of issue 5, in bytes of gzip. */
const INITIAL_JS = 250_000;

/** Fails the build when the scripts that the first page loads, compressed, exceed the limit. */
export function budget(): Plugin {
  return {
    name: 'sheaf-budget',
    generateBundle(_options, bundle) {
      const chunks = [...initialChunks(bundle)];
      const bytes = chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
      const text = `Initial JavaScript: ${(bytes / 1000).toFixed(0)} kB compressed of ${INITIAL_JS / 1000}`;
      if (bytes > INITIAL_JS)
        this.error(`${text}. Load what is not needed at first with import().`);
      else this.info(text);
    },
  };
}

/** The entry and all that it imports statically. */
function initialChunks(bundle: Rollup.OutputBundle): Set<Rollup.OutputChunk> {
  const found = new Set<Rollup.OutputChunk>();
  const add = (chunk: Rollup.OutputBundle[string] | undefined): void => {
    if (chunk?.type !== 'chunk' || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) add(bundle[name]);
  };
  for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry) add(file);
  return found;
}

// The thread that reads sources, from the sources of the program.
import '../../support/typescript.mjs';

await import('../../../src/catalog/imports/staging/thread.ts');

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { QUEUE_SCHEMA } from './migrate-queue.ts';

test('the known schema of the queue is the one that its package brings', () => {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('graphile-worker'));
  const { migrations } = require(join(folder, 'generated', 'sql.js')) as { migrations: object };
  const newest = Math.max(...Object.keys(migrations).map((name) => parseInt(name, 10)));
  expect(QUEUE_SCHEMA).toBe(newest);
});

import { defineConfig } from 'vitest/config';

/**
 * Three projects, by what they need:
 * - unit: files beside the source; no database, no network, seconds.
 * - database: packages/server/test; a real PostgreSQL, one database per file.
 * - acceptance: black box over HTTP against the built `sheaf serve`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'bench/src/**/*.test.ts'],
          setupFiles: ['scripts/properties.ts'],
          // Files share a process each: pure functions leave nothing behind, and loading them anew takes most of the time.
          isolate: false,
          // Property tests take a second on a quiet machine and ten on a busy one.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['packages/server/test/**/*.test.ts'],
          globalSetup: ['packages/server/test/support/postgres.ts'],
          setupFiles: ['scripts/properties.ts'],
          // Tests that kill processes wait for them to come back, on a busy machine for long.
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'acceptance',
          include: ['acceptance/**/*.test.ts'],
          globalSetup: ['acceptance/support/server.ts', 'acceptance/web/prepare.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';
import { settingList } from './settings.ts';
import { settingsTable } from './settings-table.ts';

const source = fileURLToPath(new URL('.', import.meta.url));

const page = () => readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');

test('the documentation holds the table of settings as it is', () => {
  expect(page()).toContain(settingsTable());
});

test('nothing but config.ts reads the environment, and every SHEAF_ variable named anywhere exists', () => {
  const known = settingList.map((setting) => setting.variable);
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const text = readFileSync(join(source, file), 'utf8');
    if (file !== 'config.ts') expect(text, file).not.toContain('process.env');
    for (const [name] of text.matchAll(/SHEAF_[A-Z_]+[A-Z]/g)) expect(known, file).toContain(name);
  }
});

test('the defaults are the documented ones', () => {
  const { config, warnings } = loadConfig({});
  expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, importRoots: [], workerJobs: 2 });
  expect(config.dataDir).toMatch(/\.sheaf$/);
  expect([config.databaseUrl, config.publicUrl, config.adminKey]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(warnings).toEqual([]);
});

test('good values are taken', () => {
  const { config } = loadConfig({
    SHEAF_PORT: '0',
    SHEAF_PUBLIC_URL: 'https://sheaf.example/base/',
    SHEAF_IMPORT_ROOTS: '/data/a:/data/b/',
    SHEAF_TRUST_PROXY: '1',
    SHEAF_LOG_LEVEL: 'debug',
  });
  expect(config).toMatchObject({
    port: 0,
    publicUrl: 'https://sheaf.example/base',
    importRoots: ['/data/a', '/data/b'],
    trustProxy: true,
    logLevel: 'debug',
  });
});

test('all bad values are told at once, and secrets are not repeated', () => {
  const load = () =>
    loadConfig({
      SHEAF_PORT: '80a',
      SHEAF_ADMIN_KEY: 'too-short',
      SHEAF_IMPORT_ROOTS: 'relative',
      SHEAF_DATABASE_URL: 'mysql://user:password@host',
      SHEAF_LOG_LEVEL: 'loud',
    });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(
    [
      'These settings cannot be used:',
      '  SHEAF_PORT must be a whole number from 0 to 65535, not "80a"',
      '  SHEAF_DATABASE_URL must be a URL that starts with postgres:// or postgresql://',
      '  SHEAF_ADMIN_KEY must be at least 16 visible ASCII characters',
      '  SHEAF_IMPORT_ROOTS must be absolute folders, separated by `:`, not "relative"',
      '  SHEAF_LOG_LEVEL must be one of debug, info, warn, error, silent, not "loud"',
    ].join('\n'),
  );
});

test('an unknown variable is named with the nearest one', () => {
  const { warnings } = loadConfig({ SHEAF_PROT: '1', OTHER: '2' });
  expect(warnings).toEqual(['There is no setting SHEAF_PROT. Did you mean SHEAF_PORT?']);
});

import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOnDisk } from './import-root.ts';
import { below, parsePlace, placePath, placeUrl } from './place.ts';
import { storeFolder, storeKey } from './store-key.ts';

describe('parsePlace', () => {
  it.each([
    ['/bucket/dir/', 'bucket', 'dir/'],
    ['s3://bucket/a b/ü.jpg', 'bucket', 'a b/ü.jpg'],
    ['OBS://bucket/a', 'bucket', 'a'],
    ['s3a://bucket//a//b', 'bucket', 'a/b'],
    ['/bucket', 'bucket', ''],
    ['/bucket/', 'bucket', ''],
    ['/my_bucket.v1/a', 'my_bucket.v1', 'a'],
  ])('%s', (text, bucket, key) => {
    expect(parsePlace(text)).toEqual({ bucket, key });
  });

  it.each([
    '',
    'bucket/a',
    '/',
    's3://',
    '/../a',
    '/b/../a',
    '/b/a/..',
    '/b/./a',
    '/b/a\\b',
    '/b/a\nb',
    'http://b/a',
    `/b/${'a'.repeat(1025)}`,
  ])('takes %j for no place', (text) => {
    expect(parsePlace(text)).toBeUndefined();
  });

  it('is written in the ways that it is read', () => {
    const place = below({ bucket: 'b', key: 'work' }, 'V001/V001.manifest');
    for (const text of [placeUrl(place), placeUrl(place, 'obs'), placePath(place)]) {
      expect(parsePlace(text)).toEqual(place);
    }
  });
});

describe('storeKey', () => {
  const keys = [
    'a/b',
    'a b',
    'a_b',
    'a_20b',
    'ü',
    '..',
    '.',
    'a/..',
    '...',
    'x'.repeat(300),
    `${'x'.repeat(300)}y`,
    'a//b',
    'A/b',
  ];

  it('gives each key a place of its own that the store takes', () => {
    const made = keys.map((key) => storeKey('owner', { bucket: 'b', key }));
    expect(new Set(made).size).toBe(keys.length);
    for (const key of made.filter((one) => !one.includes('//'))) {
      expect(key).toMatch(/^[\w.-]+(\/[\w.-]+)*$/);
      expect(key.split('/')).not.toContain('..');
    }
  });

  it('keeps what lies below a folder below it', () => {
    expect(storeKey('o', { bucket: 'B', key: 'w/ü/a.xml' })).toBe('buckets/o/b/w/_C3_BC/a.xml');
    expect(storeFolder('o', { bucket: 'B', key: 'w/ü/' })).toBe('buckets/o/b/w/_C3_BC/');
  });
});

describe('findOnDisk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'buckets-')));
    await mkdir(join(folder, 'Data/in'), { recursive: true });
    await writeFile(join(folder, 'Data/in/a.txt'), 'abc');
    await writeFile(join(folder, 'secret.txt'), 'x');
    await symlink(join(folder, 'secret.txt'), join(folder, 'Data/out.txt'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('finds files and folders below the root of the name, and nothing beside it', async () => {
    const find = (key: string, bucket = 'data') =>
      findOnDisk([join(folder, 'Data')], { bucket, key });
    expect(await find('in/a.txt')).toEqual({
      path: join(folder, 'Data/in/a.txt'),
      isFolder: false,
      size: 3,
    });
    expect(await find('')).toMatchObject({ isFolder: true });
    expect(await find('out.txt')).toBeUndefined();
    expect(await find('../secret.txt')).toBeUndefined();
    expect(await find('none')).toBeUndefined();
    expect(await find('in/a.txt', 'other')).toBeUndefined();
  });
});

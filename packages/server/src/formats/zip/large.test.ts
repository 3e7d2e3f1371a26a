import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZipArchive } from './archive.ts';
import { memorySpills } from './ports.ts';

const run = promisify(execFile);
const GIB = 1024 ** 3;
const ENTRIES = 70_000;

/**
 * Writes 9 GiB and takes minutes, so it runs only when it is asked for: `SHEAF_TEST_LARGE=1 npx vitest run large`.
 * The readers are programs that must be installed: unzip, 7z, python3, sha256sum.
 */
describe.skipIf(!process.env['SHEAF_TEST_LARGE'])('an archive of 9 GiB and 70,000 entries', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sheaf-large-'));
    path = join(folder, 'large.zip');
    const file = createWriteStream(path);
    const zip = new ZipArchive(async (chunk) => {
      if (!file.write(chunk)) await once(file, 'drain');
    }, memorySpills());
    const zeros = Buffer.alloc(1024 * 1024);
    const media = (size: number) =>
      async function* () {
        for (let left = size; left > 0; left -= zeros.length) yield zeros;
      };
    await zip.media('images/first.bin', 4.5 * GIB, media(4.5 * GIB));
    for (let at = 0; at < ENTRIES; at += 1) await zip.entry(`labels/${at}.txt`, `${at} 0.5\n`);
    await zip.entry('streamed.json', media(4.5 * GIB)());
    await zip.media('images/last.bin', zeros.length, media(zeros.length));
    await zip.finish();
    file.end();
    await once(file, 'close');
  }, 1_800_000);
  afterAll(() => rm(folder, { recursive: true, force: true }), 1_800_000);

  const total = ENTRIES + 4;
  test.each<[string, string, string[]]>([
    ['No errors detected', 'unzip', ['-tq']],
    ['Everything is Ok', '7z', ['t']],
    [
      `(None, ${total})`,
      'python3',
      [
        '-c',
        'import sys,zipfile as z; f=z.ZipFile(sys.argv[1]); print((f.testzip(), len(f.namelist())))',
      ],
    ],
  ])(
    '%s, says %s',
    async (words, program, options) => {
      const { stdout } = await run(program, [...options, path], { maxBuffer: 64 * 1024 * 1024 });
      expect(stdout).toContain(words);
    },
    1_800_000,
  );

  test('unpacked, sha256sum finds every file as it should be', async () => {
    await run('unzip', ['-q', path, '-d', folder], { maxBuffer: 64 * 1024 * 1024 });
    const check = ['-c', '--quiet', '--strict', 'SHA256SUMS'];
    expect((await run('sha256sum', check, { cwd: folder })).stdout).toBe('');
  }, 1_800_000);
});

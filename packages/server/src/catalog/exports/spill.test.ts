import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Catalog } from '../context.ts';
import type { Spill } from '../../formats/model.ts';
import { withSpills } from './spill.ts';

async function textOf(spill: Spill): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of spill.read()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('a spill that was cleared begins anew, and none stays', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'sheaf-spill-'));
  onTestFinished(() => rm(workDir, { recursive: true }));
  await withSpills({ workDir } as Catalog, 'uid', async ({ later, sums }) => {
    await later.append(Buffer.from('first '));
    await later.append(Buffer.from('file'));
    expect(await textOf(later)).toBe('first file');
    await later.clear();
    expect(await textOf(later)).toBe('');
    await later.append(Buffer.from('second'));
    expect(await textOf(later)).toBe('second');
    expect(await textOf(sums)).toBe('');
  });
  expect(await readdir(workDir)).toEqual([]);
});

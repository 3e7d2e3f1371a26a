import { writeFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { Scratch } from '../../archives/scratch.ts';
import { ZipSource } from '../../archives/zip-source.ts';
import { ZipArchive } from '../../formats/zip/archive.ts';
import { memorySpills } from '../../formats/zip/ports.ts';
import { openSide } from './open-side.ts';

test('closes an archive that holds nothing to compare', async () => {
  const scratch = await Scratch.make();
  const close = vi.spyOn(ZipSource.prototype, 'close');
  try {
    const chunks: Buffer[] = [];
    const zip = new ZipArchive((chunk) => void chunks.push(chunk), memorySpills());
    await zip.entry('notes.md', 'nothing');
    await zip.finish();
    const { path } = scratch.file();
    await writeFile(path, Buffer.concat(chunks));
    const openContext = () => Promise.reject(new Error('No database is needed'));
    await expect(openSide(path, openContext, scratch)).rejects.toThrow('no labelled data');
    expect(close).toHaveBeenCalledOnce();
  } finally {
    close.mockRestore();
    await scratch.remove();
  }
});

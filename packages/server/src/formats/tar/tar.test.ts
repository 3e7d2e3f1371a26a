import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTar } from './read.ts';
import { tarEnd, tarFile } from './write.ts';

async function archive(files: [string, Buffer][]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const [path, content] of files) {
    for await (const piece of tarFile(path, content.length, [content])) pieces.push(piece);
  }
  return Buffer.concat([...pieces, tarEnd()]);
}

async function read(bytes: Buffer, size = 100): Promise<[string, Buffer][]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: [string, Buffer][] = [];
  for await (const { path, range, content } of readTar(chunks(), () => true)) {
    expect(bytes.subarray(range.start, range.end)).toEqual(content);
    found.push([path, content ?? Buffer.alloc(0)]);
  }
  return found;
}

describe('tar', () => {
  it('gives back what was written: names of any length, contents of any size', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 140 })
      .map((text) => text.replaceAll('\0', '') || 'a');
    const content = fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, content)), async (files) => {
        expect(await read(await archive(files))).toEqual(files);
      }),
      { numRuns: 50 },
    );
  });

  it('reads a file that says its size in binary, and passes over links', async () => {
    const whole = await archive([
      ['a', Buffer.from('1')],
      ['b', Buffer.from('2')],
    ]);
    const set = (at: number, change: (header: Buffer) => void) => {
      const header = whole.subarray(at, at + 512);
      change(header);
      header.fill(32, 148, 156);
      const sum = header.reduce((total, byte) => total + byte, 0);
      header.write(sum.toString(8).padStart(6, '0') + '\0 ', 148);
    };
    set(0, (header) => header.fill(0, 124, 136).writeUInt8(0x80, 124));
    set(0, (header) => header.writeUInt8(1, 135));
    set(1024, (header) => header.write('2', 156));
    expect(await read(whole)).toEqual([['a', Buffer.from('1')]]);
  });

  it('says where it is cut or broken', async () => {
    const whole = await archive([['a', Buffer.alloc(700, 1)]]);
    await expect(read(whole.subarray(0, 900))).rejects.toMatchObject({ code: 'tar_truncated' });
    await expect(read(Buffer.alloc(600, 7))).rejects.toMatchObject({ code: 'tar_invalid' });
    whole.writeUInt8(99, 0);
    await expect(read(whole)).rejects.toMatchObject({ code: 'tar_invalid' });
  });

  it('refuses content of another size', async () => {
    for (const text of ['12', '1234']) {
      const written = async () => {
        for await (const _ of tarFile('a', 3, [Buffer.from(text)]));
      };
      await expect(written()).rejects.toThrow(/should have 3 bytes/);
    }
  });
});

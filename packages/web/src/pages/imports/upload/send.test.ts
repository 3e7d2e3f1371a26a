import { expect, test } from 'vitest';
import { PIECE_BYTES, pieces, sendAll, type Sent } from './send.ts';

test('a file is sent in pieces, from what is there on', () => {
  expect(pieces(10, undefined)).toEqual([[0, 10]]);
  expect(pieces(10, 10)).toEqual([]);
  expect(pieces(0, undefined)).toEqual([[0, 0]]);
  expect(pieces(0, 0)).toEqual([]);
  expect(pieces(PIECE_BYTES + 5, 3)).toEqual([
    [3, PIECE_BYTES + 3],
    [PIECE_BYTES + 3, PIECE_BYTES + 5],
  ]);
});

const picked = ['a.jpg', 'b.jpg', 'c.jpg'].map((path) => ({
  path,
  file: new File(['12345'], path),
}));

function server(known: Record<string, number>, broken?: string) {
  const puts: string[] = [];
  return {
    puts,
    received: async () => new Map(Object.entries(known)),
    put: async (file: { path: string; size: number; offset: number }) => {
      if (file.path === broken) throw new Error('The disk is full.');
      puts.push(`${file.path}@${file.offset}`);
      return { path: file.path, size: file.size, received: file.size };
    },
  };
}

test('what is there is not sent again, and counts as sent', async () => {
  const client = server({ 'a.jpg': 5, 'b.jpg': 2 });
  const sum: Sent = { files: 0, bytes: 0 };
  await sendAll(client, picked, new AbortController().signal, ({ files, bytes }) => {
    sum.files += files;
    sum.bytes += bytes;
  });
  expect(client.puts.toSorted()).toEqual(['b.jpg@2', 'c.jpg@0']);
  expect(sum).toEqual({ files: 3, bytes: 15 });
});

test('a failure names the file', async () => {
  const client = server({}, 'b.jpg');
  const sending = sendAll(client, picked, new AbortController().signal, () => undefined);
  await expect(sending).rejects.toMatchObject({ path: 'b.jpg', message: 'The disk is full.' });
});

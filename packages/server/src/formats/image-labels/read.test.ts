import { expect, it } from 'vitest';
import { collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { imageLabels } from './read.ts';

const labelsOf = async (files: Record<string, string | Buffer>) => {
  const { items, annotations } = await collect(imageLabels, memorySource(files));
  return Object.fromEntries(
    items.map(({ key, ref, labelled }) => {
      const labels = annotations.filter(({ itemRef }) => itemRef === ref).map((one) => one.label);
      expect(labelled).toBe(labels.length > 0);
      return [key, labels];
    }),
  );
};

it('takes the last folder as the label', async () => {
  expect(
    await labelsOf({ 'in/cat/1.jpg': '', 'dog/2.PNG': '', '3.jpg': '', '.x/4.jpg': '' }),
  ).toEqual({ '3.jpg': [], 'dog/2.PNG': ['dog'], 'in/cat/1.jpg': ['cat'] });
});

it('takes a label per line of the text file beside an image, and then no folder', async () => {
  expect(
    await labelsOf({ 'x/1.jpg': '', 'x/1.txt': 'cat\r\n\n dog \ncat\n', 'x/2.jpg': '' }),
  ).toEqual({ 'x/1.jpg': ['cat', 'dog'], 'x/2.jpg': [] });
});

it('reads labels in GBK', async () => {
  const gbk = Buffer.from([0xb9, 0xb7]);
  expect(await labelsOf({ '1.jpg': '', '1.txt': gbk })).toEqual({ '1.jpg': ['狗'] });
});

import { expect, it } from 'vitest';
import { memorySource } from '../testing/memory-source.ts';
import { ImageLookup } from './lookup.ts';

function counted(files: Record<string, string>) {
  const source = memorySource(files);
  const asked: string[] = [];
  const stat = (path: string) => {
    asked.push(path);
    return source.stat(path);
  };
  return { source: { ...source, stat }, asked };
}

it('looks only into folders that exist once an image was missing', async () => {
  const { source, asked } = counted({
    'annotations/instances_val2017.json': '{}',
    'val2017/a.jpg': 'x',
  });
  const lookup = new ImageLookup(source, 'annotations/instances_val2017.json');
  expect(await lookup.find('missing.jpg')).toBeUndefined();
  asked.length = 0;
  for (let i = 0; i < 100; i += 1) await lookup.find(`${i}.jpg`);
  // The file's own folder, `val2017` and the root.
  expect(asked).toHaveLength(300);
  expect(await lookup.find('a.jpg')).toEqual({ path: 'val2017/a.jpg', folder: 'val2017' });
});

it('looks for many at once, and once only', async () => {
  const { source, asked } = counted({ 'instances.json': '{}', 'a.jpg': 'x', 'b.jpg': 'x' });
  const lookup = new ImageLookup(source, 'instances.json');
  lookup.ahead(['a.jpg', 'b.jpg']);
  expect(asked).toEqual(['a.jpg', 'b.jpg']);
  expect(await lookup.find('b.jpg')).toEqual({ path: 'b.jpg', folder: '' });
  expect(asked).toHaveLength(2);
});

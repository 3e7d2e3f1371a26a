import { expect, it } from 'vitest';
import { blockOf, indexOf, placeOf, sourceOf } from './frames.ts';

it('reads a frame of the address, which counts from 1', () => {
  expect(indexOf('3', 10)).toBe(2);
  expect(indexOf(undefined, 10)).toBe(0);
  expect(indexOf('0', 10)).toBe(0);
  expect(indexOf('99', 10)).toBe(9);
  expect(indexOf('-2', 10)).toBe(0);
  expect(indexOf('two', 10)).toBe(0);
});

it('wants annotations in blocks that hold 200 items with the next', () => {
  expect(blockOf(0, 2)).toEqual([0, 100]);
  expect(blockOf(49, 2)).toEqual([0, 100]);
  expect(blockOf(50, 2)).toEqual([50, 150]);
  expect(blockOf(7, 500)).toEqual([7, 9]);
});

const image = { image_url: '/media/t/u/original', item_uid: 'u', camera_id: 'a' };

it('takes a thumbnail where an original would not be seen', () => {
  const sized = { ...image, width: 1920, height: 1080 };
  expect(sourceOf(sized, 400)).toBe('/media/t/u/thumbnail?size=512');
  expect(sourceOf(sized, 700)).toBe(image.image_url);
  expect(sourceOf({ ...image, width: null, height: null }, 400)).toBe(image.image_url);
  expect(sourceOf({ ...sized, image_url: null }, 400)).toBeNull();
});

it('knows how wide a view will be', () => {
  expect(placeOf(1440, 2, 1)).toBe(720);
  expect(placeOf(1320, 12, 1)).toBe(220);
  expect(placeOf(390, 6, 2)).toBe(780);
});

import { expect, test } from 'vitest';
import { CopiedParts } from '../geometry/copied-parts.ts';
import { parseElement } from '../json/parse.ts';
import { parseAnnotation } from './parse-annotation.ts';

const RINGS = '[[1.5, 2, 3, 4, 5, 6.0]]';

test.each([
  `{"segmentation":${RINGS},"id":7}`,
  `{"id": 7, "attributes": {"note": "é"}, "segmentation" : ${RINGS} }`,
  `{"id":7,"segmentation":${RINGS},"segmentatio":[[1]]}`,
])('reads the rings of %s as text', (text) => {
  const { value } = parseAnnotation(Buffer.from(text));
  expect(value).toEqual({
    ...(JSON.parse(text) as object),
    segmentation: new CopiedParts('[[1.5,2,3,4,5,6]]', [1.5, 2, 3.5, 4]),
  });
});

test.each([
  `{"id":7}`,
  `{"segmentation":[],"id":7}`,
  `{"segmentation":{"counts":[1,2],"size":[1,3]}}`,
  `{"attributes":{"segmentation":${RINGS}},"id":7}`,
  `{"attributes":{"segmentation":${RINGS}},"segmentation":null}`,
  `{"attributes":{"segmentation":${RINGS}},"segm\\u0065ntation":null}`,
  `{"segmentation":${RINGS},"segmentation":[[9,8,7,6,5,4]]}`,
  `{"segmentation":${RINGS},"label":"segmentation"}`,
  `{"note":"\\"segmentation\\":${RINGS}","id":7}`,
  `{"segmentation":${RINGS},"id":NaN}`,
  `{"segmentation"${RINGS}}`,
  `{"segmentation"::${RINGS}}`,
  `["segmentation",${RINGS}]`,
  `{"segmentation":${RINGS}`,
  `{"segmentation":${RINGS}}}`,
])('reads %s as everything else is read', (text) => {
  expect(parseAnnotation(Buffer.from(text))).toEqual(parseElement(Buffer.from(text)));
});

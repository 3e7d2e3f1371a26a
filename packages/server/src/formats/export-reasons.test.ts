import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const here = import.meta.dirname;
const page = readFileSync(join(here, '../../../../docs/exports.md'), 'utf8');

/** A literal where the writers put a reason. */
const reason =
  /(?:lost: |[cC]hanged[^;\n]{0,40}|Lost\(|Skipped\(|, |push\()'([a-z]+(?:_[a-z0-9]+)+)'/g;

/** Literals in such a place that are none: types, files and fields. */
const words = new Set(['segmentation_mask', 'person_keypoints']);

it('documents every reason that a writer can report', () => {
  const files = ['coco', 'yolo', 'avala-json'].flatMap((folder) =>
    readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^(write\b.*|fields|keypoint-fields)/.test(name))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(here, folder, name)),
  );
  const codes = new Set(
    files.flatMap((file) =>
      Array.from(readFileSync(file, 'utf8').matchAll(reason), ([, word]) => word ?? ''),
    ),
  );
  const named = [...codes].filter((word) => !words.has(word));
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((code) => !page.includes(`| \`${code}\` `)).sort()).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const here = import.meta.dirname;
const page = readFileSync(join(here, '../../../../docs/import-report.md'), 'utf8');

/** Literals that look like codes and are none: types and fields of the formats, tables, columns, statuses. */
const words = new Set([
  'not_found',
  'bounding_box',
  'segmentation_mask',
  'category_id',
  'coco_url',
  'date_captured',
  'file_name',
  'flickr_url',
  'image_id',
  'image_info',
  'num_keypoints',
  'sheaf_key',
  'sheaf_uid',
  'label_2',
  'image_2',
  'rotation_y',
  'link_roots',
  'item_uid',
  'dataset_uid',
  'import_problems',
  'import_items',
  'import_annotations',
  'customer_approved',
  'annotation_uid',
  'audio_span',
  'text_relation',
  'text_span',
  'category_name',
  'class_index',
  'class_name',
  'file_path',
  'image_height',
  'image_name',
  'image_path',
  'image_width',
  'pax_header',
  'project_uid',
  'ref_id',
  'x_max',
  'x_min',
  'y_max',
  'y_min',
  'name_qualified',
  'audio_classification',
  'audio_content',
  'audio_segmentation',
  'audio_span',
  'image_classification',
  'image_segmentation',
  'object_detection',
  'text_classification',
  'text_entity',
  'text_relation',
  'text_span',
  'text_triplet',
  'start_index',
  'end_index',
  'start_time',
  'end_time',
  'hard_coefficient',
  'mask_color',
  'mask_source',
  'sheaf_exact',
  // Reasons of the writer, which the reader asks what an exact form was written as.
  'attributes_dropped',
  'crowd_to_difficult',
  'outside_image',
  'rounded_to_pixels',
  'type_not_supported',
]);

/** The files that `file` needs, itself included. */
function sources(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']*\.ts)'/g)) {
    sources(join(dirname(file), path), found);
  }
  return found;
}

/** Every source file below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

it('documents every code that a reader or the importer can report', () => {
  const files = [
    ...sources(join(here, 'readers.ts')),
    ...sources(join(here, 'geometry/fit.ts')),
    ...filesBelow(join(here, '../catalog/imports')),
  ];
  const literals = files.flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(/'([a-z]+(?:_[a-z0-9]+)+)'/g),
      ([, word]) => word,
    ),
  );
  const codes = [...new Set(literals)].filter((word) => word !== undefined && !words.has(word));
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !page.includes(`| \`${code}\` `)).sort()).toEqual([]);
});

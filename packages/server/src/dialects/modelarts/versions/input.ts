import { shortId } from '../ids.ts';
import type { Input } from '../input.ts';
import { readRatio } from '../ratios.ts';
import type { NewVersion } from '../../../catalog/versions/create.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';

const FORMATS = ['Default', 'CarbonData', 'CSV'] as const;
/** Where the output goes of a dataset that was made without a path for it. */
const OWN_BUCKET = 'sheaf';
const NAME = /^[A-Za-z0-9_-]{1,32}$/;

/** The body of a publication, with the document's defaults. */
export function newVersion(
  body: Input,
  dataset: Pick<ProfiledDataset, 'uid' | 'name'>,
): NewVersion {
  const name = body.text('version_name', {
    pattern: NAME,
    why: 'must be 1 to 32 letters, digits, underscores and hyphens',
  });
  const flag = (option: string, fallback: boolean) => body.flag(option) ?? fallback;
  return {
    ...(name !== undefined && { name }),
    description: body.text('description', { most: 256, pattern: /^[^!<>=&"']*$/ }) ?? '',
    format: body.oneOf('version_format', FORMATS) ?? 'Default',
    trainRatio: readRatio(body, 'train_evaluate_sample_ratio'),
    options: {
      clear_hard_property: flag('clear_hard_property', true),
      remove_sample_usage: flag('remove_sample_usage', true),
      export_images: flag('export_images', false),
      with_column_header: flag('with_column_header', true),
    },
    folder: `/${OWN_BUCKET}/${dataset.name.replace(/[^\w.-]/g, '_')}-${shortId(dataset.uid)}/`,
  };
}

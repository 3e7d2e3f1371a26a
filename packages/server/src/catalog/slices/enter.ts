import sql, { type Sql } from 'sql-template-tag';
import type { Actor } from '../access/actor.ts';
import { doors } from '../access/enter.ts';
import { selectOwner } from '../access/owners.ts';
import type { Catalog } from '../context.ts';
import type { Asked } from '../datasets/enter.ts';
import { notFound } from '../errors.ts';
import { requireSliceRead, type SliceDataset } from './datasets.ts';
import { present, type SliceDefinition } from './row.ts';

/** A slice as far as its items need it. */
export type SliceParts = Pick<
  SliceDefinition,
  'uid' | 'owner_uid' | 'visibility' | 'mode' | 'sources' | 'datasets'
>;

/** Who asks, and the slice, which they may see, with its datasets by uid. */
export interface EnteredSlice {
  actor: Actor;
  slice: SliceParts;
  datasets: SliceDataset[];
}

type SliceRow = SliceParts & { homes: SliceDataset[] };

const enter = doors<SliceRow, EnteredSlice>();

/**
 * What `work` makes of a slice that somebody asks for, as `inDataset`. Throws `unauthenticated`, `key_expired`,
 * `not_found`, `forbidden` (also without access to a dataset of it), and what `work` throws.
 */
export const inSlice = <Result>(
  catalog: Catalog,
  { key, ownerName, slug }: Asked,
  work: (entered: EnteredSlice) => Promise<Result>,
): Promise<Result> =>
  enter(
    catalog,
    {
      key,
      name: `${ownerName}/${slug}`,
      select: () => selectParts(ownerName, slug),
      async admit(actor, found) {
        if (!found) throw notFound();
        const { homes: datasets, ...slice } = present(found);
        await requireSliceRead({ ...catalog, actor }, slice, datasets);
        return { actor, slice, datasets };
      },
    },
    work,
  );

const selectParts = (ownerName: string, slug: string): Sql => sql`
  select s.uid, s.owner_uid, s.visibility, s.mode, s.sources,
    array(select sd.dataset_uid from slice_datasets sd where sd.slice_uid = s.uid
      order by sd.dataset_uid) as datasets,
    array(select to_json(h) from (
      select d.uid, d.name, d.slug, d.owner_uid, o.name as owner_name, d.visibility
      from slice_datasets sd join datasets d on d.uid = sd.dataset_uid
        join owners o on o.uid = d.owner_uid
      where sd.slice_uid = s.uid order by d.uid) h) as homes
  from (${selectOwner(ownerName)}) w
    join slices s on s.owner_uid = w.uid and s.slug = ${slug.normalize('NFC')}`;

import type { Actor } from '../access/actor.ts';
import { doors } from '../access/enter.ts';
import type { Catalog } from '../context.ts';
import { checked, selectHome } from './find.ts';
import type { DatasetHome } from './row.ts';

/** What a request shows and names. */
export interface Asked {
  key: string | undefined;
  ownerName: string;
  slug: string;
}

/** Who asks, and the dataset, which they may read. */
export interface Entered {
  actor: Actor;
  dataset: DatasetHome;
}

const enter = doors<DatasetHome, Entered>();

/**
 * What `work` makes of a dataset that somebody asks for (access/enter.ts). Throws `unauthenticated`, `key_expired`,
 * `not_found`, `forbidden`, and what `work` throws.
 */
export const inDataset = <Result>(
  catalog: Catalog,
  { key, ownerName, slug }: Asked,
  work: (entered: Entered) => Promise<Result>,
): Promise<Result> =>
  enter(
    catalog,
    {
      key,
      name: `${ownerName}/${slug}`,
      select: () => selectHome(ownerName, slug),
      admit: (actor, found) => ({
        actor,
        dataset: checked({ actor }, found ?? undefined, 'dataset.read'),
      }),
    },
    work,
  );

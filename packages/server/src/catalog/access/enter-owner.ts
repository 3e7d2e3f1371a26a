import type { Catalog } from '../context.ts';
import { notFound } from '../errors.ts';
import type { Actor } from './actor.ts';
import { doors } from './enter.ts';
import { selectOwner, type Owner } from './owners.ts';
import { requireScope, type Right } from './rights.ts';

/** Who asks, and the owner whose things they ask for. */
interface EnteredOwner {
  actor: Actor;
  owner: Owner;
}

const enter = doors<Owner, EnteredOwner>();

/**
 * What `work` makes of an owner's list (enter.ts). Throws `unauthenticated`, `key_expired`, `forbidden` for a key without
 * the scope of `right`, `not_found`, and what `work` throws.
 */
export const inOwner = <Result>(
  catalog: Catalog,
  asked: { key: string | undefined; ownerName: string; right: Right },
  work: (entered: EnteredOwner) => Promise<Result>,
): Promise<Result> =>
  enter(
    catalog,
    {
      key: asked.key,
      name: `${asked.right} ${asked.ownerName}`,
      select: () => selectOwner(asked.ownerName),
      admit(actor, owner) {
        requireScope(actor, asked.right);
        if (!owner) throw notFound();
        return { actor, owner };
      },
    },
    work,
  );

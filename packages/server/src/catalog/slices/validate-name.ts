import { ownersOf } from '../access/actor.ts';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { checkName, isNameTaken, nameTaken } from './name.ts';

/**
 * Returns the name as it would be stored. The contract does not say for which owner a name is proposed, so it must be
 * free in all of the actor's: then createSlice takes it. Throws `invalid` on `name`.
 */
export async function validateSliceName(ctx: Context, given: string): Promise<string> {
  requireScope(ctx.actor, 'slice.read');
  const name = checkName(given);
  if (await isNameTaken(ctx.db, ownersOf(ctx.actor), name)) throw nameTaken();
  return name;
}

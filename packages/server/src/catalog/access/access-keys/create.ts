import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import { newUid } from '../../../db/ids.ts';
import type { Context } from '../../context.ts';
import { forbidden } from '../../errors.ts';
import { hashKey } from '../authenticate.ts';
import { checkKeyInput, userForKey, type KeyInput } from '../create-key.ts';
import { seal } from './seal.ts';

export interface AccessKeyInput extends KeyInput {
  /** Makes a security token too, without which the key is refused. */
  temporary?: boolean | undefined;
}

export interface CreatedAccessKey {
  uid: string;
  /** Names the key in every signed request: 20 capitals and digits. */
  access: string;
  /** 40 letters and digits that sign requests. Never to be seen again. */
  secret: string;
  /** Of a temporary key only. Never to be seen again. */
  securityToken: string | null;
  owner: string;
  ownerUid: string;
  /** Whether the user was made for this key. */
  ownerCreated: boolean;
  scopes: string[];
  expiresAt: Date | null;
}

// As long as the keys that clients know: 160 random bits in 40 digits, 80 in a name that need not be secret.
const makeAccess = () => randomBytes(10).toString('hex').toUpperCase();
const makeSecret = () => randomBytes(20).toString('hex');
const TOKEN_BYTES = 48;

/** Makes a key that signs requests; for the operator only. Throws `invalid` like `createKey`. */
export async function createAccessKey(
  ctx: Context,
  input: AccessKeyInput,
): Promise<CreatedAccessKey> {
  if (!ctx.actor.operator) throw forbidden();
  const { scopes, expiresAt } = checkKeyInput(input);
  const [access, secret] = [makeAccess(), makeSecret()];
  const securityToken = input.temporary ? randomBytes(TOKEN_BYTES).toString('base64url') : null;
  const uid = newUid();
  return ctx.db.transaction(async (tx) => {
    const { owner, created } = await userForKey(tx, input.owner);
    await tx.run(sql`
      insert into access_keys (uid, user_uid, name, access, sealed, token_hash, scopes, expires_at, created_at)
      values (${uid}, ${owner.uid}, ${input.name ?? ''}, ${access}, ${seal(ctx.secret, access, secret)},
        ${securityToken === null ? null : hashKey(securityToken)}, ${scopes}, ${expiresAt}, ${new Date()})`);
    return {
      ...{ uid, access, secret, securityToken, scopes, expiresAt },
      ...{ owner: owner.name, ownerUid: owner.uid, ownerCreated: created },
    };
  });
}

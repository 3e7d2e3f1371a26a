import { asOperator, ADMIN } from '../catalog/access/ensure-admin.ts';
import type { Catalog } from '../catalog/context.ts';
import { createSignInToken } from '../catalog/access/sessions/token.ts';

/** A link that signs in `user` once. The token stands in the fragment, which browsers send to nobody. */
export async function signInLink(catalog: Catalog, url: string, user = ADMIN): Promise<string> {
  const token = await createSignInToken(await asOperator(catalog), user);
  return `${url.replace(/\/+$/, '')}/sign-in#token=${token}`;
}

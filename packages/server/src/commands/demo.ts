import sql from 'sql-template-tag';
import { createKey } from '../catalog/access/create-key.ts';
import { asOperator, ADMIN } from '../catalog/access/ensure-admin.ts';
import type { Context } from '../catalog/context.ts';
import { loadDemo } from '../demo/load.ts';
import type { Config } from '../settings.ts';
import { serve } from './serve.ts';
import { signInLink } from './sign-in-link.ts';

const KEY_NAME = 'demo';

/** The server with the demo data: says where it is, with which key, and what to try next. */
export async function demo(config: Config): Promise<void> {
  await serve(config, async ({ catalog }, url) => {
    const ctx = await asOperator(catalog);
    const key = config.adminKey ?? (await newDemoKey(ctx));
    console.log('Loading the demo data ...');
    await loadDemo(ctx);
    console.log(welcome(url, key, await signInLink(catalog, config.publicUrl ?? url)));
  });
}

/** Keys are kept as hashes and cannot be shown again, so each start makes a new one and ends the last. */
async function newDemoKey(ctx: Context): Promise<string> {
  await ctx.db.run(sql`
    update api_keys set revoked_at = ${new Date()}
    where name = ${KEY_NAME} and user_uid = ${ctx.actor.userUid} and revoked_at is null`);
  return (await createKey(ctx, { owner: ADMIN, name: KEY_NAME })).key;
}

function welcome(url: string, key: string, link: string): string {
  const header = `-H "X-Avala-Api-Key: ${key}"`;
  return `
  Sheaf is ready. Sign in, once and within 15 minutes (another link: npm run sheaf -- sign-in):

    ${link}

    API          ${url}/api/v1
    Description  ${url}/api/docs/
    Key          ${key}

  Try next:

    # the datasets of the user ${ADMIN}
    curl -s ${header} "${url}/api/v1/datasets/${ADMIN}/list/"

    # rainy streets with at least two cars
    curl -s -G ${header} "${url}/api/v1/datasets/${ADMIN}/streets/items/" --data-urlencode "filter=metadata.weather=rain AND count(label=car) >= 2" -d limit=3

    # the finished export: its report, its counts and a link that opens without a key
    curl -s ${header} "${url}/api/v1/exports/"

  Stop with Ctrl-C. The data stays in the data folder; npm run demo shows it again.
`;
}

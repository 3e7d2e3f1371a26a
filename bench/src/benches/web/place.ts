import type { Browser } from 'playwright-core';
import { openWindow, signIn, type Window } from '../../browser/window.ts';
import type { Api } from '../../machine/api.ts';
import { OWNER, type Loaded, type Workplace } from '../../machine/workplace.ts';
import type { Measured } from '../../report/row.ts';

/** What the parts of the bench have in common. */
export interface WebPlace {
  place: Workplace;
  loaded: Loaded;
  api: Api;
  /** Of the server. */
  url: string;
  browser: Browser;
}

export type WebPart = (web: WebPlace) => Promise<Measured[]>;

/** The app's page of a dataset. */
export const explorer = ({ url }: WebPlace, slug: string): string =>
  `${url}/datasets/${OWNER}/${slug}`;

/** A fresh window of somebody who is signed in. */
export async function visitor({ browser, url, place }: WebPlace, script?: string): Promise<Window> {
  const window = await openWindow(browser, script);
  await signIn(window, url, place.key);
  return window;
}

/** More than a window has tiles of. */
const MOST = '200';

/** Of the first items of a dataset in the explorer's order. */
export async function keysOf({ api }: WebPlace, slug: string, filter = ''): Promise<string[]> {
  const query = new URLSearchParams({ ordering: '-created_at', limit: MOST, filter });
  const { results } = await api.get<{ results: { key: string }[] }>(
    `/datasets/${OWNER}/${slug}/items/?${query.toString()}`,
  );
  return results.map(({ key }) => key);
}

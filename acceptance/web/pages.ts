import { inject } from 'vitest';

/** A page of the app, and the heading or text by which one knows that it is there. */
export interface Place {
  name: string;
  path: string;
}

interface Home {
  owner: string;
  slug: string;
}

/** Every page. Add yours here: its accessibility and its console are then checked, and it is photographed. */
export async function places({ owner, slug }: Home): Promise<Place[]> {
  const home = `/datasets/${owner}/${slug}`;
  const [item, slice, sequence, done] = await Promise.all([
    first(`${home}/items/?limit=1&ordering=-annotations_count`),
    first(`/slices/${owner}/list/?limit=1`),
    first(`${home}/sequences/?limit=1`),
    first('/exports/?limit=1'),
  ]);
  return [
    { name: 'datasets', path: '/datasets' },
    { name: 'datasets-table', path: '/datasets?view=table' },
    { name: 'explorer', path: home },
    { name: 'dataset-slices', path: `${home}/slices` },
    { name: 'charts', path: `${home}/charts` },
    { name: 'imports', path: `${home}/imports` },
    { name: 'dataset-exports', path: `${home}/exports` },
    { name: 'settings', path: `${home}/settings` },
    ...(item ? [{ name: 'item', path: `${home}/items/${item['uid']}` }] : []),
    { name: 'sequences', path: `${home}/sequences` },
    ...(sequence ? [{ name: 'sequence', path: `${home}/sequences/${sequence['uid']}` }] : []),
    { name: 'slices', path: '/slices' },
    ...(slice ? [{ name: 'slice', path: `/slices/${owner}/${slice['slug']}` }] : []),
    { name: 'exports', path: '/exports' },
    ...(done ? [{ name: 'export', path: `/exports/${done['uid']}` }] : []),
    { name: 'keys', path: '/keys' },
    { name: 'people', path: '/people' },
  ];
}

async function first(path: string): Promise<Record<string, string> | undefined> {
  const reply = await fetch(`${inject('baseUrl')}/api/v1${path}`, {
    headers: { 'X-Avala-Api-Key': inject('adminKey') },
  });
  const { results } = (await reply.json()) as { results?: Record<string, string>[] };
  return results?.[0];
}

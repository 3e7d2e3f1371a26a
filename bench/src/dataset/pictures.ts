import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawScene } from '@sheaf/server/dist/demo/draw.js';
import { writeStreets } from '@sheaf/server/dist/demo/files.js';
import { makeScene } from '@sheaf/server/dist/demo/scene.js';
import type { Api } from '../machine/api.ts';
import { runSheaf } from '../machine/sheaf.ts';
import { OWNER, type Workplace } from '../machine/workplace.ts';
import { Random } from './random.ts';

/** Datasets with pixels, which the tiers do not have. */
export const STREETS = 'bench-streets';
export const LARGE = 'bench-large';

/** Ten times the demo's: more than ten seconds of scrolling. */
const STREET_COUNT = 2_400;

/** 50 megapixels. */
export const LARGE_WIDTH = 8_660;
const HEIGHT = 5_774;
/** Outlines on it, and their points. */
const OUTLINES = 40;
const POINTS = 60;

interface Found {
  item_count: number;
}

/** Asked for at the same time. */
const LANES = 8;

/** Draws and imports both unless an earlier run has; thumbnails, which the first request makes, are there then. */
export async function ensurePictures(place: Workplace, api: Api): Promise<void> {
  await ensure(place, api, STREETS, STREET_COUNT, (folder) => writeStreets(folder, STREET_COUNT));
  await ensure(place, api, LARGE, 1, writeLarge);
  await makeThumbnails(api, STREETS);
}

interface Page {
  next: string | null;
  results: { thumbnail_url: string | null }[];
}

async function makeThumbnails(api: Api, slug: string): Promise<void> {
  const links: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page = await api.get(
      `/datasets/${OWNER}/${slug}/items/?limit=1000&cursor=${encodeURIComponent(cursor)}`,
    );
    links.push(...page.results.flatMap((item) => item.thumbnail_url ?? []));
    cursor = page.next && new URL(page.next).searchParams.get('cursor');
  }
  const queue = links.values();
  const lane = async () => {
    for (const link of queue) await (await fetch(link)).arrayBuffer();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function ensure(
  place: Workplace,
  api: Api,
  slug: string,
  count: number,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  const path = `/datasets/${OWNER}/${slug}/`;
  const found = await api.get<Found>(path).catch(() => undefined);
  if (found?.item_count === count) return;
  console.error(`Drawing ${slug} ...`);
  const folder = join(place.folder, slug);
  await write(folder);
  await runSheaf(['import', folder, '--dataset', `${OWNER}/${slug}`, '--json'], place.settings());
  await rm(folder, { recursive: true });
}

/** A street of 50 megapixels with a grain like a sensor's, so that it takes to decode what a photograph takes. */
async function writeLarge(folder: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const;
  const grain = await sharp({
    create: { width: 1024, height: 1024, channels: 3, noise, background: '#000' },
  })
    .png()
    .toBuffer();
  const street = await sharp(await drawScene(makeScene(7)))
    .resize(LARGE_WIDTH, HEIGHT, { fit: 'fill' })
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .jpeg({ quality: 85 })
    .toBuffer();
  await mkdir(join(folder, 'images'), { recursive: true });
  await mkdir(join(folder, 'annotations'), { recursive: true });
  await writeFile(join(folder, 'images', 'large.jpg'), street);
  await writeFile(join(folder, 'annotations', 'instances_large.json'), JSON.stringify(outlines()));
}

function outlines() {
  const random = new Random(50, 0);
  const annotations = Array.from({ length: OUTLINES }, (_, index) => {
    const [x, y] = [random.between(400, LARGE_WIDTH - 400), random.between(400, HEIGHT - 400)];
    const ring = Array.from({ length: POINTS }, (_, point) => {
      const angle = (point / POINTS) * 2 * Math.PI;
      const radius = random.between(150, 390);
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return {
      ...{ id: index + 1, image_id: 1, category_id: 1 + (index % 5), iscrowd: 0 },
      ...{ bbox: [x - 390, y - 390, 780, 780], area: 780 * 780, segmentation: [ring.flat()] },
    };
  });
  return {
    images: [{ id: 1, file_name: 'large.jpg', width: LARGE_WIDTH, height: HEIGHT }],
    annotations,
    categories: Array.from({ length: 5 }, (_, index) => ({ id: index + 1, name: `c${index + 1}` })),
  };
}

import { launch } from '../browser/launch.ts';
import { ensurePictures } from '../dataset/pictures.ts';
import { Api } from '../machine/api.ts';
import { startServer } from '../machine/sheaf.ts';
import { ensureLoaded } from '../machine/workplace.ts';
import type { Bench } from './bench.ts';
import { filterToTiles } from './web/filter.ts';
import { firstPaint } from './web/first-paint.ts';
import { memoryOfPage } from './web/memory.ts';
import type { WebPlace } from './web/place.ts';
import { scrolling } from './web/scroll.ts';
import { stage } from './web/stage.ts';

/** The pages of the app in a Chromium, on the loaded dataset and on one with pictures. */
export const webBench: Bench = async (place) => {
  const loaded = await ensureLoaded(place);
  const server = await startServer(place.settings());
  const browser = await launch();
  try {
    const api = new Api(server.url, place.key);
    await ensurePictures(place, api);
    const web: WebPlace = { place, loaded, api, url: server.url, browser };
    const rows = [];
    for (const part of [firstPaint, filterToTiles, scrolling, memoryOfPage, stage]) {
      rows.push(...(await part(web)));
    }
    return rows;
  } finally {
    await browser.close();
    await server.stop();
    await loaded.db.close();
  }
};

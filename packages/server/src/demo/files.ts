import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawScene } from './draw.ts';
import { outline, visibleBox } from './outline.ts';
import { advance, classes, HEIGHT, makeScene, WIDTH, type Scene } from './scene.ts';

export const STREET_IMAGES = 240;
const FRAMES = 20;
/** How far each camera looks to the right, pixels. */
const views = { front: 0, right: 60 };

/** Drawn at the same time; sharp has threads of its own. */
const CONCURRENCY = 8;

/** Writes `streets/` (COCO, boxes and polygons) and `drive/` (one sequence, two camera views) below `folder`. */
export async function writeDemoFiles(folder: string): Promise<void> {
  await writeStreets(join(folder, 'streets'), STREET_IMAGES);

  const start = makeScene(4242);
  const frames = Object.entries(views).flatMap(([view, pan]) =>
    Array.from({ length: FRAMES }, (_, frame) => ({ view, pan, frame })),
  );
  for (const view of Object.keys(views)) {
    await mkdir(join(folder, 'drive', 'drive-001', view), { recursive: true });
  }
  await inParallel(frames, async ({ view, pan, frame }) => {
    const name = `${String(frame).padStart(6, '0')}.jpg`;
    const path = join(folder, 'drive', 'drive-001', view, name);
    await writeFile(path, await drawScene(advance(start, frame), pan));
  });
}

/** Writes `count` street images with their COCO file to `folder`. */
export async function writeStreets(folder: string, count: number): Promise<void> {
  const scenes = Array.from({ length: count }, (_, index) => makeScene(index + 1));
  await mkdir(join(folder, 'images'), { recursive: true });
  await mkdir(join(folder, 'annotations'), { recursive: true });
  await inParallel(scenes, async (scene) => {
    await writeFile(join(folder, 'images', fileName(scene)), await drawScene(scene));
  });
  const coco = JSON.stringify(toCoco(scenes));
  await writeFile(join(folder, 'annotations', 'instances_streets.json'), coco);
}

const fileName = (scene: Scene) => `street-${String(scene.seed).padStart(4, '0')}.jpg`;

function toCoco(scenes: Scene[]) {
  const annotations: object[] = [];
  for (const scene of scenes) {
    for (const thing of scene.things) {
      const visible = visibleBox(thing);
      if (!visible) continue;
      const points = outline(thing);
      const [, , width, height] = visible.box;
      annotations.push({
        id: annotations.length + 1,
        image_id: scene.seed,
        category_id: classes.indexOf(thing.name) + 1,
        bbox: visible.box,
        area: width * height,
        iscrowd: 0,
        ...(points && { segmentation: [points.flat()] }),
        attributes: { occluded: thing.occluded, truncated: visible.truncated },
      });
    }
  }
  return {
    images: scenes.map((scene) => ({
      id: scene.seed,
      file_name: fileName(scene),
      width: WIDTH,
      height: HEIGHT,
      weather: scene.weather,
      time_of_day: scene.time,
    })),
    annotations,
    categories: classes.map((name, index) => ({ id: index + 1, name })),
  };
}

async function inParallel<T>(values: T[], work: (value: T) => Promise<void>): Promise<void> {
  const queue = values.values();
  const lane = async () => {
    for (const value of queue) await work(value);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
}

import { FormatError } from '../errors.ts';
import { nameOf } from '../files/paths.ts';
import type { YoloTask } from '../model.ts';
import type { YoloDataset } from './layout.ts';

const tasks: Record<string, YoloTask> = {
  detect: 'detect',
  segment: 'segment',
  obb: 'obb',
  pose: 'pose',
};

/**
 * What a `data.yaml` says of its rows: `task`, as Sheaf and newer tools write it; else a file or root that is named
 * after turned boxes (`dota8-obb.yaml`), as these cannot be told from polygons of four points.
 */
export function taskOf(
  { task, path }: Record<string, unknown>,
  file: string,
): YoloTask | undefined {
  if (typeof task === 'string' && Object.hasOwn(tasks, task)) return tasks[task];
  const named = [nameOf(file), typeof path === 'string' ? path : ''];
  return named.some((name) => /(^|[^a-z])obb([^a-z]|$)/i.test(name)) ? 'obb' : undefined;
}

/** The dataset with its rows taken for `asked`, or for what it says itself. Throws FormatError `yaml_invalid`. */
export function withTask(dataset: YoloDataset, asked: YoloTask | undefined): YoloDataset {
  const { config, file } = dataset;
  const task = asked ?? config.task;
  if (task === 'pose' && !config.keypoints) {
    throw new FormatError('yaml_invalid', 'pose rows need a "kpt_shape"', { file });
  }
  const keypoints = task === undefined || task === 'pose' ? config.keypoints : undefined;
  return { ...dataset, config: { ...config, task, keypoints } };
}

import type { BenchName } from '../options.ts';
import type { Bench } from './bench.ts';
import { exportBench } from './export.ts';
import { filterBench } from './filter.ts';
import { importBench } from './import.ts';
import { listBench } from './list.ts';
import { memoryBench } from './memory.ts';
import { modelartsBench } from './modelarts.ts';
import { scaleBench } from './scale.ts';
import { sliceBench } from './slice.ts';
import { startBench } from './start.ts';
import { webBench } from './web.ts';

export const benches: Record<BenchName, Bench> = {
  import: importBench,
  list: listBench,
  filter: filterBench,
  slice: sliceBench,
  export: exportBench,
  start: startBench,
  memory: memoryBench,
  scale: scaleBench,
  modelarts: modelartsBench,
  web: webBench,
};

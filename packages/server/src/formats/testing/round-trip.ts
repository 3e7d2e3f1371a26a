import type { Fidelity } from '../fidelity/model.ts';
import { denormalize } from '../geometry/denormalize.ts';
import type { ExportItem, ExportLabel } from '../model.ts';
import { detectFormat } from '../readers.ts';
import { exportFormats } from '../writers.ts';
import { collect } from './collect.ts';
import { exportSource, project, run } from './export-source.ts';
import { memorySource } from './memory-source.ts';

/** Writes the items, of 640 x 480 pixels, with media, and reads the archive as an import would. */
export async function roundTrip(of: Fidelity, labels: ExportLabel[], items: ExportItem[]) {
  const format = exportFormats[of.format];
  const { sink, document } = await run(format, exportSource([project('p', labels)], items), {
    includeMedia: true,
    ...of.options,
  });
  const files = memorySource(Object.fromEntries(sink.files));
  const reader = await detectFormat(files);
  if (reader?.name !== of.reader) throw new Error(`detected as ${reader?.name}`);
  const all = await collect(reader, files);
  const annotations = all.annotations.map((one) => ({
    ...one,
    geometry: one.normalized ? denormalize(one.geometry, 640, 480) : one.geometry,
  }));
  return { ...all, annotations, document };
}

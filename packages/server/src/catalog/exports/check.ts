import { parseUid } from '../../db/ids.ts';
import type { ExportFormat, FormatOptions } from '../../formats/model.ts';
import { isExportFormat } from '../../formats/names.ts';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import type { TaskAsked } from '../dataset-tasks/keep.ts';
import { readFilter } from '../filter.ts';
import { namedVersion } from './version.ts';
import { findReferences, type Named, type References } from './references.ts';

/** Layouts that name every image: without the images nothing can be trained on them. */
export const WITH_MEDIA: ReadonlySet<ExportFormat['name']> = new Set([
  'YOLO',
  'VOC',
  'KITTI',
  'WebDataset',
]);

export interface NewExport {
  name: string;
  format: string;
  datasets: readonly string[];
  projects: readonly string[];
  slices: readonly string[];
  /** Uid of a version, which is exported instead of what its dataset holds now. Beside it only that dataset can be named. */
  version?: string | undefined;
  filterQueryString?: string | null | undefined;
  /** Fail rather than leave anything out. */
  strict?: boolean | undefined;
  /** Absent: true for what is trained on as it is, false for the others. */
  includeMedia?: boolean | undefined;
  /** Those of other formats are ignored. */
  options?: FormatChoices;
  /** What the export is for, when it is the task of its only dataset. */
  task?: TaskAsked | undefined;
}

/** Absent: the default of the format. */
export type FormatChoices = { [Name in keyof FormatOptions]: FormatOptions[Name] | undefined };

/** An export that may be made. */
export interface CheckedExport {
  name: string;
  format: ExportFormat['name'];
  named: Named;
  /** Uid of the version; null: what is there when it runs. */
  version: string | null;
  filter: string | null;
  references: References;
  includeMedia: boolean;
  /** With the defaults of the format. */
  options: FormatOptions;
}

/** What is asked for, held against the catalogue. Throws `invalid`, `not_found`, `forbidden`. */
export async function checkExport(ctx: Context, input: NewExport): Promise<CheckedExport> {
  requireScope(ctx.actor, 'export.create');
  const name = input.name.trim();
  if (name === '') throw invalid('name', 'This field may not be blank.');
  const { format } = input;
  if (!isExportFormat(format)) throw invalid('format', `"${format}" is not a valid choice.`);
  const version = await namedVersion(ctx, input);
  const named = {
    datasets: version ? [version.datasetUid] : uidsOf(input.datasets),
    projects: uidsOf(input.projects),
    slices: uidsOf(input.slices),
  };
  if (named.datasets.length + named.projects.length + named.slices.length === 0) {
    throw invalid('datasets', 'Name at least one dataset, project or slice.');
  }
  const filter = readFilter(input.filterQueryString) ? (input.filterQueryString ?? null) : null;
  const references = await findReferences(ctx.db, ctx.actor, named);
  const includeMedia = input.includeMedia ?? WITH_MEDIA.has(format);
  const options = optionsOf(format, input.options ?? {});
  return {
    ...{ name, format, named, version: version?.uid ?? null },
    ...{ filter, references, includeMedia, options },
  };
}

function optionsOf(
  format: ExportFormat['name'],
  { yoloTask = 'detect', cocoTask = 'instances', vocStrict = false }: FormatChoices,
): FormatOptions {
  switch (format) {
    case 'YOLO':
      return { yoloTask };
    case 'COCO':
      return { cocoTask };
    case 'VOC':
      return { vocStrict };
    default:
      return {};
  }
}

/** Each once, in their order. Throws `not_found` for what is no uid at all. */
function uidsOf(given: readonly string[]): string[] {
  const uids = given.map((text) => parseUid(text));
  if (uids.some((uid) => uid === undefined)) throw notFound();
  return [...new Set(uids.filter((uid) => uid !== undefined))];
}

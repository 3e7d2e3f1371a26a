import sql from 'sql-template-tag';
import { newUid, parseUid } from '../../db/ids.ts';
import { isExportFormat } from '../../formats/names.ts';
import type { ExportFormat, FormatOptions } from '../../formats/model.ts';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { enqueue } from '../enqueue.ts';
import { CatalogError, invalid, notFound } from '../errors.ts';
import { readFilter } from '../filter.ts';
import { findReferences, type References } from './references.ts';
import { selectExport, type ExportRow } from './row.ts';

/** Waiting and running exports of one user. A script that asks in a loop must not keep the others waiting for hours. */
export const UNFINISHED_EXPORTS_PER_USER = 100;

/** Layouts that name every image: without the images nothing can be trained on them. */
const WITH_MEDIA: ReadonlySet<ExportFormat['name']> = new Set([
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
  filterQueryString?: string | null | undefined;
  /** Fail rather than leave anything out. */
  strict?: boolean | undefined;
  /** Absent: true for what is trained on as it is, false for the others. */
  includeMedia?: boolean | undefined;
  /** Those of other formats are ignored. */
  options?: FormatChoices;
}

/** Absent: the default of the format. */
export type FormatChoices = { [Name in keyof FormatOptions]: FormatOptions[Name] | undefined };

/**
 * Asks for an export: its row and its job, or neither. Throws `invalid`, `not_found` for a uid that is not there,
 * `forbidden`, and `busy` for a user with too many unfinished exports. `uid` is for a caller that runs it itself.
 */
export async function createExport(
  ctx: Context,
  input: NewExport,
  uid: string = newUid(),
): Promise<ExportRow> {
  requireScope(ctx.actor, 'export.create');
  const name = input.name.trim();
  if (name === '') throw invalid('name', 'This field may not be blank.');
  if (!isExportFormat(input.format)) {
    throw invalid('format', `"${input.format}" is not a valid choice.`);
  }
  const named = {
    datasets: uidsOf(input.datasets),
    projects: uidsOf(input.projects),
    slices: uidsOf(input.slices),
  };
  if (named.datasets.length + named.projects.length + named.slices.length === 0) {
    throw invalid('datasets', 'Name at least one dataset, project or slice.');
  }
  const filter = readFilter(input.filterQueryString) ? input.filterQueryString : null;
  const references = await findReferences(ctx.db, ctx.actor, named);
  const includeMedia = input.includeMedia ?? WITH_MEDIA.has(input.format);
  const options = optionsOf(input.format, input.options ?? {});
  const now = new Date();
  return ctx.db.transaction(async (tx) => {
    // One user's requests take turns, so that many at once cannot pass the limit together.
    await tx.row(
      sql`select pg_advisory_xact_lock(hashtextextended(${`exports:${ctx.actor.userUid}`}, 0))`,
    );
    const waiting = await tx.row<{ count: number }>(sql`
      select count(*) as count from exports
      where created_by = ${ctx.actor.userUid} and status in ('requested', 'exporting')`);
    if ((waiting?.count ?? 0) >= UNFINISHED_EXPORTS_PER_USER) {
      throw new CatalogError('busy', 'Too many of your exports are not finished yet.');
    }
    await tx.run(sql`
      insert into exports (uid, created_by, organization_uid, name, format, status, datasets, projects,
        slices, filter_query_string, strict, include_media, options,
        created_at, updated_at)
      values (${uid}, ${ctx.actor.userUid}, ${organizationOf(references)}, ${name}, ${input.format},
        'requested', ${named.datasets}, ${named.projects}, ${named.slices}, ${filter},
        ${input.strict ?? false}, ${includeMedia}, ${JSON.stringify(options)}, ${now}, ${now})`);
    await enqueue(tx, 'export', uid);
    const row = await selectExport(tx, uid);
    if (!row) throw notFound();
    return row;
  });
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

/** The organisation that owns all of the datasets. */
function organizationOf({ datasets }: References): string | null {
  const [first] = datasets;
  const same = datasets.every((dataset) => dataset.organization_uid === first?.organization_uid);
  return same ? (first?.organization_uid ?? null) : null;
}

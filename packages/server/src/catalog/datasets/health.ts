import sql from 'sql-template-tag';
import { can } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { Dataset } from './row.ts';

/** The sequences that a health answer names; more than this is for the sequence list. */
const MAX_SEQUENCES = 1000;
/** The latest say enough. */
const MAX_IMPORTS = 20;

/** Whether everything of the dataset is there, and what is not. */
export async function datasetHealth(ctx: Context, dataset: Dataset) {
  const sequences = await ctx.db.rows<{
    uid: string;
    key: string;
    status: string;
    frame_count: number;
  }>(sql`
    select uid, key, status, number_of_frames as frame_count from sequences
    where dataset_uid = ${dataset.uid} order by key limit ${MAX_SEQUENCES}`);
  const frames = await ctx.db.row<{ total: number }>(sql`
    select coalesce(sum(number_of_frames), 0)::bigint as total from sequences
    where dataset_uid = ${dataset.uid}`);
  const issues = await importIssues(ctx, dataset);
  return {
    dataset_uid: dataset.uid,
    dataset_slug: dataset.slug,
    dataset_status: dataset.status,
    data_type: dataset.data_type,
    is_sequence: dataset.is_sequence,
    item_count: dataset.item_count,
    sequence_count: dataset.sequence_count,
    total_frames: frames?.total ?? 0,
    s3_prefix: null,
    gc_storage_prefix: null,
    last_updated_at: dataset.updated_at.toISOString(),
    sequences: sequences.map((row) => ({
      ...row,
      has_lidar_calibration: false,
      has_camera_calibration: false,
    })),
    ingest_ok: dataset.status === 'created' && issues.length === 0,
    issues,
  };
}

/** What imports have left undone since the last one that was completed. */
async function importIssues(ctx: Context, dataset: Dataset): Promise<string[]> {
  const rows = await ctx.db.rows<{ status: string; error: string | null }>(sql`
    select status, error from imports m
    where m.dataset_uid = ${dataset.uid} and m.status in ('requested', 'running', 'failed')
      and not exists (select 1 from imports done
        where done.dataset_uid = m.dataset_uid and done.status = 'completed' and done.uid > m.uid)
    order by m.uid desc limit ${MAX_IMPORTS}`);
  // Errors may name folders of the server: they are for those who may import.
  const mayImport = can(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  return rows.map(({ status, error }) => {
    if (status !== 'failed') return `Import ${status}.`;
    return mayImport && error ? `Import failed: ${error}` : 'Import failed.';
  });
}

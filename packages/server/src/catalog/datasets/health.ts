import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { Dataset } from './row.ts';

/** The sequences that a health answer names; more than this is for the sequence list. */
const MAX_SEQUENCES = 1000;

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
  const imports = await ctx.db.rows<{ source: string; status: string; error: string | null }>(sql`
    select source, status, error from imports
    where dataset_uid = ${dataset.uid} and status in ('requested', 'running', 'failed')
    order by uid desc limit 20`);
  const issues = imports.map((row) =>
    row.status === 'failed' ? `Import failed: ${row.error ?? 'unknown'}` : `Import ${row.status}.`,
  );
  return {
    dataset_uid: dataset.uid,
    dataset_slug: dataset.slug,
    dataset_status: dataset.status,
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

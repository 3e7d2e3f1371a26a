import type { FastifyRequest } from 'fastify';
import type { CreateDataset, CreatedDataset } from '@sheaf/contract/modelarts';
import type { Dialect } from '../request.ts';
import { followWithImport } from '../tasks/follow.ts';
import { followWithTeamTask } from '../team-tasks/follow.ts';

/** A dataset that was just made, and what its creator asked for beside it. */
export interface NewDataset {
  /** Uids of the owner and the dataset. */
  project: string;
  uid: string;
  body: CreateDataset;
}

/** Begins what a creation asks for once the dataset is there; gives what the answer says of it. */
export type FollowUp = (
  dialect: Dialect,
  request: FastifyRequest,
  dataset: NewDataset,
) => Promise<Partial<CreatedDataset>>;

/** In turn: a team task, then what cannot be taken back, the import of a data source. */
export const followUps: readonly FollowUp[] = [followWithTeamTask, followWithImport];

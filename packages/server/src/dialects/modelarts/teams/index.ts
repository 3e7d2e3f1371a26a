import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../request.ts';
import { answerTeamFaults } from './faults.ts';
import { workers } from './workers.ts';
import { workforces } from './workforces.ts';

/** Labelling teams, their workers and what they are asked to label. */
export async function teams(app: FastifyInstance, dialect: Dialect) {
  answerTeamFaults(app);
  workforces(app, dialect);
  workers(app, dialect);
}

import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../request.ts';
import { addSamples } from './add.ts';
import { listSamples, showSample } from './list.ts';
import { deleteSamples } from './remove.ts';
import { sampleMetrics, sampleStats, searchConditions } from './stats.ts';
import { updateSamples } from './update.ts';

const DATASET = '/:project_id/datasets/:dataset_id';
const ALL = `${DATASET}/data-annotations/samples`;

/** Bytes of a body that brings samples: 12 MB is what signed requests may have; others may be larger. */
const UPLOAD_LIMIT = 32 * 1024 * 1024;

/** Samples, and what is counted over them. */
export function samples(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  app.get(ALL, hidden, (request) => listSamples(dialect, request));
  app.post(ALL, { ...hidden, bodyLimit: UPLOAD_LIMIT }, (request) => addSamples(dialect, request));
  app.put(ALL, hidden, (request) => updateSamples(dialect, request));
  app.post(`${ALL}/delete`, hidden, (request) => deleteSamples(dialect, request));
  app.get(`${ALL}/:sample_id`, hidden, (request) => showSample(dialect, request));
  app.get(`${DATASET}/data-annotations/search-condition`, hidden, (request) =>
    searchConditions(dialect, request),
  );
  app.get(`${DATASET}/data-annotations/stats`, hidden, (request) => sampleStats(dialect, request));
  app.get(`${DATASET}/metrics`, hidden, (request) => sampleMetrics(dialect, request));
}

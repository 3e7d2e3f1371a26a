import type { FastifyReply, FastifyRequest } from 'fastify';
import { CreateDataset, type CreatedDataset } from '@sheaf/contract/modelarts';
import { dropUnused } from '../../../catalog/datasets/drop-unused.ts';
import { createProfiled, type NewProfile } from '../../../catalog/profiles/create.ts';
import { projectOf } from '../auth/project.ts';
import { bodyOf } from '../body.ts';
import { badParameter } from '../errors.ts';
import { shortId } from '../ids.ts';
import { newLabel, requireLabels } from '../labels/input.ts';
import { outputDirectory } from '../object-path.ts';
import { contextOf, type Dialect } from '../request.ts';
import { followUps } from './follow-ups.ts';
import { TABLE } from './kinds.ts';
import { dataSources } from './sources.ts';

const createBody = bodyOf(CreateDataset);

/** `POST …/datasets`: 201 with the id. */
export async function createDataset(
  dialect: Dialect,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<CreatedDataset> {
  const project = projectOf(request);
  const body = createBody(request.body);
  const ctx = contextOf(dialect, request);
  const uid = await createProfiled(ctx, project, profileOf(body));
  const begun: Partial<CreatedDataset> = {};
  try {
    for (const follow of followUps) {
      Object.assign(begun, await follow(dialect, request, { project, uid, body }));
    }
  } catch (error) {
    // Nobody learns the id of a dataset whose creation answers an error.
    await dropUnused(ctx, uid);
    throw error;
  }
  reply.code(201);
  return { dataset_id: shortId(uid), ...begun };
}

/** The profile that a body asks for. Throws a 400. */
export function profileOf(body: CreateDataset): NewProfile {
  const { dataset_type: type = 0, dataset_name: name, labels = [], label_format: format } = body;
  const output = outputDirectory('work_path', body.work_path);
  if (labels.length > 0) requireLabels(type);
  return {
    name,
    kind: type,
    description: body.description ?? '',
    dataFormat: dataFormat(body),
    dataSources: dataSources(body.data_sources ?? [], output),
    columns: columnsOf(body),
    workPath: body.work_path,
    output,
    folderOf: (uid) => `${output}${name}-${shortId(uid)}/`,
    managed: body.managed ?? false,
    importData: body.import_data ?? false,
    workspace: body.workspace_id || '0',
    labelFormat: format ?? null,
    labels: labels.map((label) => newLabel(label, type)),
  };
}

function dataFormat({ data_format: format = 'Default', dataset_type: type }: CreateDataset) {
  if (format === 'Default' || type === TABLE) return format;
  throw badParameter('data_format', 'CarbonData is for tables');
}

/** Numbered from 1 in their order, whatever numbers they were sent with. */
function columnsOf({ schema = [], dataset_type: type }: CreateDataset) {
  if (schema.length > 0 && type !== TABLE) throw badParameter('schema', 'is for tables');
  const columns = schema.map(({ schema_id: _, ...column }) => column);
  const names = new Set(columns.map((column) => column.name));
  if (names.size < columns.length) throw badParameter('schema', 'names a column twice');
  return columns;
}

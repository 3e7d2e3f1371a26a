import { ServiceError } from '@sheaf/contract/modelarts';
import { Type, type TSchema } from '@sheaf/contract/schema';
import type { FastifySchema } from 'fastify';

/** What the document says of one operation. */
export interface Operation {
  tag: string;
  summary: string;
  query?: TSchema;
  body?: TSchema;
  /** Status of success; 200 when absent. */
  status?: 200 | 201 | 204;
  /** Absent for an answer without a body. */
  answer?: TSchema;
}

/** Operations by method and path, such as `GET /v2/:project_id/datasets`. */
export type Operations = Readonly<Record<string, Operation>>;

const errors = {
  400: { description: 'Bad input, or a thing that does not exist', ...ServiceError },
  401: { description: 'No, an unknown or an expired credential', ...ServiceError },
  403: { description: "Another's project, or no right to do this", ...ServiceError },
  404: { description: 'No such path', ...ServiceError },
  429: { description: 'Too many requests', ...ServiceError },
  501: { description: 'Not for this type of dataset', ...ServiceError },
  503: { description: 'The database is not available', ...ServiceError },
};

export const schemaOf = ({ tag, summary, query, body, status = 200, answer }: Operation) =>
  ({
    tags: [tag],
    summary,
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: { [status]: answer ?? Type.Null(), ...errors },
  }) satisfies FastifySchema;

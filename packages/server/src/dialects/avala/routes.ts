import {
  BadRequest,
  CountedPage,
  CursorPage,
  CursorQuery,
  Detail,
  PageQuery,
} from '@sheaf/contract/avala';
import type { FastifySchema } from 'fastify';
import { Type, type TSchema } from '@sheaf/contract/schema';

/** What the OpenAPI document says of a route: built here so that every route answers errors alike. */
interface Described {
  tag: string;
  summary: string;
  body?: TSchema;
  /** The body is bytes of any type. */
  bytes?: boolean;
  /** Extra query parameters. */
  query?: Record<string, TSchema>;
}

const errors = {
  400: { description: 'Invalid input; messages per field', ...BadRequest },
  401: { description: 'Missing, unknown or expired key', ...Detail },
  403: { description: 'No right to do this', ...Detail },
  404: { description: 'No such thing', ...Detail },
  409: { description: 'Not possible in the present state', ...Detail },
  413: { description: 'Body too large', ...Detail },
  415: { description: 'Body is not JSON', ...Detail },
  429: { description: 'Too many requests', ...Detail },
  503: { description: 'The database is not available', ...Detail },
};

/** An answer that is no JSON. */
interface Streamed {
  description: string;
  content: Record<string, { schema: TSchema }>;
}

const BYTES = {
  content: {
    'application/octet-stream': { schema: Type.String({ format: 'binary' }) },
  },
};

function describe(
  route: Described,
  success: Record<number, TSchema | Streamed>,
  query?: TSchema,
): { schema: FastifySchema } {
  return {
    schema: {
      tags: [route.tag],
      summary: route.summary,
      ...(query && { querystring: query }),
      ...(route.body && { body: route.body }),
      ...(route.bytes && { body: BYTES }),
      response: { ...success, ...errors },
    },
  };
}

export const answers = {
  one: (route: Described, schema: TSchema) =>
    describe(route, { 200: schema }, route.query && Type.Object(route.query)),
  created: (route: Described, schema: TSchema) => describe(route, { 201: schema }),
  /** Server-sent events. Without HEAD, which would wait for their end. */
  events: (route: Described, description: string) => ({
    ...describe(route, {
      200: { description, content: { 'text/event-stream': { schema: Type.String() } } },
    }),
    exposeHeadRoute: false,
  }),
  nothing: (route: Described) => describe(route, { 204: Type.Null() }),
  cursorPage: (route: Described, item: TSchema) =>
    describe(route, { 200: CursorPage(item) }, Type.Object({ ...CursorQuery, ...route.query })),
  countedPage: (route: Described, item: TSchema) =>
    describe(route, { 200: CountedPage(item) }, Type.Object({ ...PageQuery, ...route.query })),
};

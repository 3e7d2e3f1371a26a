import { inject } from 'vitest';
import { Contract, type OpenApiDocument } from './openapi.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; undefined when it is not JSON. Tests state its shape themselves. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- every assertion would need a cast
  json: any;
}

export interface Call {
  query?: Record<string, string | number | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is; use it to say what JSON.stringify cannot. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** For requests outside the documented API, such as unknown routes: the answer is not held against OpenAPI. */
  undocumented?: boolean;
}

let contract: Promise<Contract> | undefined;

/** The server's own document, fetched once per test file. */
export function theContract(baseUrl: string = inject('baseUrl')): Promise<Contract> {
  contract ??= fetch(`${baseUrl}/api/openapi.json`).then(
    async (reply) => new Contract((await reply.json()) as OpenApiDocument),
  );
  return contract;
}

/** All that the tests know: a base URL and a key. Paths are relative to /api/v1. */
export class Client {
  readonly baseUrl: string;
  readonly key: string | undefined;

  constructor(key?: string, baseUrl: string = inject('baseUrl')) {
    this.key = key;
    this.baseUrl = baseUrl;
  }

  get = (path: string, query?: Call['query']) => this.call('GET', path, query ? { query } : {});
  post = (path: string, body?: unknown) =>
    this.call('POST', path, body === undefined ? {} : { body });
  patch = (path: string, body: unknown) => this.call('PATCH', path, { body });
  delete = (path: string) => this.call('DELETE', path);

  /** Follows an absolute link, such as `next`. */
  follow(link: string): Promise<Reply> {
    const url = new URL(link);
    return this.call('GET', url.pathname.replace('/api/v1', '') + url.search);
  }

  async call(method: string, path: string, call: Call = {}): Promise<Reply> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) query.set(name, String(value));
    }
    const search = query.size > 0 ? `?${query.toString()}` : '';
    const json = call.body === undefined ? undefined : JSON.stringify(call.body);
    const response = await fetch(`${this.baseUrl}/api/v1${path}${search}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.key === undefined ? {} : { 'X-Avala-Api-Key': this.key }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...call.headers,
      },
      ...((call.raw ?? json) === undefined ? {} : { body: call.raw ?? json ?? '' }),
    });
    const text = await response.text();
    const reply: Reply = {
      status: response.status,
      headers: response.headers,
      text,
      json: parse(text),
    };
    if (!call.undocumented && method !== 'HEAD' && method !== 'OPTIONS') {
      const known = await theContract(this.baseUrl);
      const { pathname } = new URL(response.url);
      const type = response.headers.get('content-type') ?? '';
      const problem = known.problem(method, pathname, reply.status, type, reply.json);
      if (problem) throw new Error(`${problem}\n${text.slice(0, 1000)}`);
    }
    return reply;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

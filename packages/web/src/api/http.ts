import { errorOf, Unreachable } from './errors.ts';

type Query = Record<string, string | number | boolean | null | undefined>;

export interface Call {
  query?: Query;
  /** Sent as JSON, except bytes and forms, which are sent as they are. */
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** The token of the present session; the server asks for it whenever something changes. */
let csrfToken: string | null = null;
/** Called when a request finds that nobody is signed in any more. */
let onSignedOut: () => void = () => undefined;

export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Path below /api/v1, with its query; empty values are left out. */
export function apiPath(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return `/api/v1${path}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

/** One path segment from a name that may hold anything. */
export const segment = (name: string): string => encodeURIComponent(name);

/** Sends a request below /api/v1 and gives the parsed body. Throws `ApiError` or `Unreachable`. */
export async function send<T>(method: string, path: string, call: Call = {}): Promise<T> {
  return request<T>(method, apiPath(path, call.query), call);
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  send<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) });
export const post = <T>(path: string, body?: unknown): Promise<T> =>
  send<T>('POST', path, { body });
export const patch = <T>(path: string, body: unknown): Promise<T> =>
  send<T>('PATCH', path, { body });
export async function del(path: string): Promise<void> {
  await send('DELETE', path);
}

/** Follows a link of a page (`next`): only its path is used, as a proxy may have another origin. */
export async function follow<T>(link: string, signal?: AbortSignal): Promise<T> {
  const url = new URL(link, location.origin);
  return request<T>('GET', url.pathname + url.search, signal ? { signal } : {});
}

async function request<T>(method: string, path: string, call: Call): Promise<T> {
  const plain = call.body instanceof Blob || call.body instanceof FormData;
  const body = plain ? (call.body as BodyInit) : toJson(call.body);
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      ...(body !== undefined && !plain && { 'Content-Type': 'application/json' }),
      ...(method !== 'GET' && csrfToken !== null && { 'X-CSRF-Token': csrfToken }),
      ...call.headers,
    },
    ...(body !== undefined && { body }),
    ...(call.signal && { signal: call.signal }),
  }).catch((error: unknown) => {
    if (call.signal?.aborted) throw error;
    throw new Unreachable(error);
  });
  const answer = await bodyOf(response);
  if (response.ok) return answer as T;
  if (response.status === 401 && path !== apiPath('/session/')) onSignedOut();
  throw errorOf(response.status, answer);
}

const toJson = (body: unknown): string | undefined =>
  body === undefined ? undefined : JSON.stringify(body);

/** Undefined for an empty answer and for what is no JSON. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

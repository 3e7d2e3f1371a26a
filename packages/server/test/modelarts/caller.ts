import type { World } from './world.ts';

export interface Reply {
  status: number;
  /** Absent when the answer has none. */
  body?: unknown;
}

/** Asks below `/v2/{project_id}` with a key; bodies are checked as they come. */
export type Caller = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Reply>;

export function caller(world: World, owner: string, key: string): Caller {
  return async (method, path, body) => {
    const reply = await world.app.inject({
      method,
      url: `/v2/${owner.replaceAll('-', '')}${path}`,
      headers: { 'x-auth-token': key },
      ...(body && { payload: body }),
    });
    const { statusCode: status, payload } = reply;
    return payload === '' ? { status } : { status, body: reply.json<unknown>() };
  };
}

import type { Session } from '@sheaf/contract/avala';
import { ApiError } from './errors.ts';
import { del, get, post, setCsrfToken } from './http.ts';

export type { Session };
export type Owner = Session['owners'][number];

export const sessionKey = ['session'] as const;

/** Null when nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  try {
    return remember(await get<Session>('/session/'));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** With the token of a sign-in link, which works once, or with an API key. */
export async function signIn(by: { token: string } | { api_key: string }): Promise<Session> {
  return remember(await post<Session>('/session/', by));
}

export async function signOut(): Promise<void> {
  await del('/session/');
  setCsrfToken(null);
}

function remember(session: Session): Session {
  setCsrfToken(session.csrf_token);
  return session;
}

import { ApiError } from './errors.ts';
import { del, get, post, setCsrfToken } from './http.ts';

/** Who is signed in, and for whom they may act: the user first, then the organisations. */
export interface Session {
  user: { uid: string; username: string; display_name: string; email: string | null };
  owners: Owner[];
  /** Empty is every scope. */
  scopes: string[];
  csrf_token: string | null;
  expires_at: string | null;
}

export interface Owner {
  uid: string;
  /** As in paths. */
  name: string;
  display_name: string;
  kind: 'user' | 'organization';
  role: 'owner' | 'admin' | 'member';
}

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

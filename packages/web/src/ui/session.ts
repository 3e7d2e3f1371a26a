import { useQuery } from '@tanstack/react-query';
import { readSession, sessionKey, type Session } from '../api/session.ts';

export const sessionOptions = { queryKey: sessionKey, queryFn: readSession, staleTime: Infinity };

const nobody: Session = {
  user: { uid: '', username: '', display_name: '', email: null },
  owners: [],
  scopes: [],
  csrf_token: null,
  expires_at: null,
};

/** Who is signed in. Pages behind the sign-in always have somebody; while one leaves there is nobody for a moment. */
export function useSession(): Session {
  return useQuery(sessionOptions).data ?? nobody;
}

/** Whether the user may change what `owner` has; deleting and visibility need `admin`. */
export function useRole(owner: string): Session['owners'][number]['role'] | undefined {
  return useSession().owners.find(({ name }) => name === owner)?.role;
}

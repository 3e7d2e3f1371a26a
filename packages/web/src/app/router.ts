import { createRouter } from '@tanstack/react-router';
import { sessionKey } from '../api/session.ts';
import { whenSignedOut } from '../api/http.ts';
import { queryClient } from '../api/query.ts';
import { ErrorScreen, NotFoundScreen } from './ErrorScreen.tsx';
import { Pending } from './Pending.tsx';
import { routeTree } from './routes.tsx';
import { parseSearch, stringifySearch } from './search.ts';

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // The pages' own queries say how old an answer may be.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: ErrorScreen,
  defaultNotFoundComponent: NotFoundScreen,
  defaultPendingComponent: Pending,
  // Nothing that is there is held back so that a skeleton can be seen for longer.
  defaultPendingMinMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

whenSignedOut(() => {
  queryClient.setQueryData(sessionKey, null);
  void router.invalidate();
});

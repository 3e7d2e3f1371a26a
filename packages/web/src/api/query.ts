import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors.ts';

/** Answers younger than this are shown without asking again, in ms. */
const FRESH_MS = 15_000;
/** Answers that no page shows are forgotten after this, in ms: bounds the memory of a long visit. */
const KEEP_MS = 120_000;

/** What the server refused is refused again; what did not reach it is tried twice more. */
function retry(failures: number, error: unknown): boolean {
  const final = error instanceof ApiError && error.status < 500 && error.status !== 429;
  return !final && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, gcTime: KEEP_MS, retry, refetchOnWindowFocus: false },
  },
});

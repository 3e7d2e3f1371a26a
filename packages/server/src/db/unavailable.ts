/** PostgreSQL error codes that mean "not now": shutting down, crashed, starting up, too many connections. */
const SERVER_CODES = new Set(['57P01', '57P02', '57P03', '53300']);

/** Errors of a connection that could not be made or was cut. */
const SOCKET_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);
const SOCKET_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);

/** What `pg` says without a code when its connection ends or cannot be had in time. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed)/;

/** Whether a query failed because the database cannot be reached now: the same request may succeed later (a 503). */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A host with several addresses that all refuse: one error for each.
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return MESSAGES.test(error.message);
  if (SERVER_CODES.has(code) || code.startsWith('08')) return true;
  // ENOENT of `connect` is a missing socket; of `open` it is somebody's missing file.
  return SOCKET_CODES.has(code) && SOCKET_CALLS.has(syscall ?? '');
}

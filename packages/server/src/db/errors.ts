/** SQLSTATE of a PostgreSQL error, or a Node system error's code. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

export const isUniqueViolation = (error: unknown) => errorCode(error) === '23505';

const lostConnection =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/**
 * Whether the database is away: a broken connection (class 08), a server that stops or starts (57P01 to 57P03),
 * too many connections (53300), a socket that is not there.
 */
export function isUnavailable(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return (
    /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/.test(code) ||
    (error instanceof Error && lostConnection.test(error.message))
  );
}

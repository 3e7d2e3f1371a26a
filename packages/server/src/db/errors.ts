/** SQLSTATE of a PostgreSQL error, or a Node system error's code. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

export const isUniqueViolation = (error: unknown) => errorCode(error) === '23505';

import type { LogLevel } from './settings.ts';

type Fields = Record<string, unknown>;

/** One line per event on standard error; standard output is for what a command answers. */
export interface Log {
  level: LogLevel;
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

const ranks: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

/** A log of JSON lines: `time`, `level`, `message`, `part` and the fields. Errors show their stack in `debug` only. */
export function createLog(
  level: LogLevel,
  part: string,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const at =
    (own: LogLevel) =>
    (message: string, fields: Fields = {}) => {
      if (ranks[own] < ranks[level]) return;
      const readable = (_name: string, value: unknown) =>
        value instanceof Error ? errorText(value, level) : value;
      const line = { time: new Date().toISOString(), level: own, part, message, ...fields };
      write(`${JSON.stringify(line, readable)}\n`);
    };
  return { level, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** The log of requests, which Fastify writes, in the same shape. */
export function requestLog(level: LogLevel) {
  return {
    level,
    stream: process.stderr,
    base: { part: 'http' },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
}

/** What to tell about an error. PostgreSQL and Node put the reason of a failed connection into inner errors. */
export function errorText(error: unknown, level: LogLevel): string {
  if (!(error instanceof Error)) return String(error);
  if (level === 'debug') return error.stack ?? error.message;
  if (error.message !== '') return error.message;
  return error instanceof AggregateError
    ? error.errors.map((inner) => errorText(inner, level)).join('; ')
    : error.name;
}

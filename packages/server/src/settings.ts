import { delimiter, isAbsolute, resolve } from 'node:path';

/** One environment variable: how it is read, and what the documentation says about it. */
export interface Setting<T> {
  variable: string;
  /** What a good value looks like, in words; also the message for a bad one. */
  expects: string;
  /** The text that is read when the variable is unset or empty; undefined: there is no default. */
  fallback: string | undefined;
  description: string;
  /** Never shown by `sheaf doctor` or in a log. */
  secret?: boolean;
  /** The value, or undefined when the text is not what is expected. */
  parse(text: string): T | undefined;
}

type Texts = Pick<Setting<unknown>, 'fallback' | 'description' | 'secret'>;

function wholeNumber(variable: string, min: number, max: number, texts: Texts): Setting<number> {
  const parse = (text: string) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? value : undefined;
  };
  return { variable, expects: `a whole number from ${min} to ${max}`, parse, ...texts };
}

function url(variable: string, schemes: string[], texts: Texts): Setting<string> {
  const parse = (text: string) =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol)
      ? text.replace(/\/+$/, '')
      : undefined;
  return {
    variable,
    expects: `a URL that starts with ${schemes.join('// or ')}//`,
    parse,
    ...texts,
  };
}

function yesOrNo(variable: string, texts: Texts): Setting<boolean> {
  const words = new Map([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ]);
  return { variable, expects: 'true or false', parse: (text) => words.get(text), ...texts };
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every setting of Sheaf, under the name that the program uses. Parsing, docs/settings.md and `sheaf doctor` use it. */
export const settings = {
  host: {
    variable: 'SHEAF_HOST',
    expects: 'a host name or an address',
    fallback: '127.0.0.1',
    description: 'The address to listen on. `0.0.0.0` is every IPv4 address of the machine.',
    parse: (text: string) => (/^[\w.:-]+$/.test(text) ? text : undefined),
  },
  port: wholeNumber('SHEAF_PORT', 0, 65_535, {
    fallback: '8080',
    description: 'The port to listen on; 0 takes any free one.',
  }),
  dataDir: {
    variable: 'SHEAF_DATA_DIR',
    expects: 'a folder',
    fallback: './.sheaf',
    description: 'Where the embedded database, the media and the exports are kept.',
    parse: (text: string) => (text.includes('\0') ? undefined : resolve(text)),
  },
  databaseUrl: {
    ...url('SHEAF_DATABASE_URL', ['postgres:', 'postgresql:'], {
      fallback: undefined,
      description: 'A PostgreSQL 15 or newer to use instead of the embedded one.',
      secret: true,
    }),
    parse: (text: string) => (/^postgres(ql)?:\/\/./.test(text) ? text : undefined),
  },
  publicUrl: url('SHEAF_PUBLIC_URL', ['http:', 'https:'], {
    fallback: undefined,
    description:
      'How clients reach this server, for the links in answers. Unset: the host that the client asked for.',
  }),
  adminKey: {
    variable: 'SHEAF_ADMIN_KEY',
    expects: 'at least 16 visible ASCII characters',
    fallback: undefined,
    description:
      'An API key of the user `admin`, for automation. Unset: the first start makes one and prints it once.',
    secret: true,
    parse: (text: string) => (/^[\x21-\x7e]{16,}$/.test(text) ? text : undefined),
  },
  importRoots: {
    variable: 'SHEAF_IMPORT_ROOTS',
    expects: `absolute folders, separated by \`${delimiter}\``,
    fallback: '',
    description:
      'Folders on the server from which the API may import and to which items may link. Empty: none.',
    parse(text: string) {
      const roots = text.split(delimiter).filter((root) => root !== '');
      return roots.every(isAbsolute) ? roots.map((root) => resolve(root)) : undefined;
    },
  },
  uploadGb: wholeNumber('SHEAF_UPLOAD_GB', 0, 1_000_000, {
    fallback: '100',
    description:
      'Gigabytes that one upload from a browser may hold, and that an archive in it may become. 0 allows none.',
  }),
  workerJobs: wholeNumber('SHEAF_WORKER', 0, 64, {
    fallback: '2',
    description:
      'How many imports and exports one process runs at a time. With 0, `sheaf serve` leaves them to `sheaf worker`.',
  }),
  poolSize: wholeNumber('SHEAF_POOL_SIZE', 2, 500, {
    fallback: '10',
    description: 'Database connections per process for requests.',
  }),
  logLevel: {
    variable: 'SHEAF_LOG_LEVEL',
    expects: `one of ${logLevels.join(', ')}`,
    fallback: 'info',
    description: 'How much is written to standard error. `debug` adds stack traces to errors.',
    parse: (text: string): LogLevel | undefined => logLevels.find((level) => level === text),
  },
  rateLimit: wholeNumber('SHEAF_RATE_LIMIT', 0, 10_000_000, {
    fallback: '6000',
    description: 'Requests per minute and API key; 0 is no limit.',
  }),
  mediaUrlHours: wholeNumber('SHEAF_MEDIA_URL_HOURS', 1, 8_760, {
    fallback: '24',
    description: 'How many hours a link to media or to an export works.',
  }),
  versionSeconds: wholeNumber('SHEAF_VERSION_SECONDS', 0, 86_400, {
    fallback: '0',
    description:
      'Seconds that must lie between two published versions of a dataset; 0 is no limit. ModelArts has 60.',
  }),
  trustProxy: yesOrNo('SHEAF_TRUST_PROXY', {
    fallback: 'false',
    description:
      'Whether to believe the `X-Forwarded-*` headers. Only behind a proxy that sets them itself.',
  }),
};

/** Parsed settings. Those without a default are undefined when unset. */
export type Config = {
  [Name in keyof typeof settings]:
    | Exclude<ReturnType<(typeof settings)[Name]['parse']>, undefined>
    | (Name extends 'databaseUrl' | 'publicUrl' | 'adminKey' ? undefined : never);
};

export const settingList: Setting<unknown>[] = Object.values(settings);

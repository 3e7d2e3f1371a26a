import { settingList, settings, type Config } from './settings.ts';

/** Every bad variable at once. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`These settings cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

export interface LoadedConfig {
  config: Config;
  /** Things to say that do not stop the program, such as a misspelt variable. */
  warnings: string[];
}

/** The settings of this process. The only place that reads the environment. Throws `ConfigError`. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): LoadedConfig {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const text = environment[setting.variable] || setting.fallback;
    if (text === undefined) continue;
    const value = setting.parse(text);
    // A bad secret is not repeated: it may be a good one with a typing error.
    const shown = 'secret' in setting && setting.secret ? '' : `, not ${JSON.stringify(text)}`;
    if (value === undefined)
      problems.push(`${setting.variable} must be ${setting.expects}${shown}`);
    values[name] = value;
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { config: values as Config, warnings: unknownVariables(environment) };
}

function unknownVariables(environment: NodeJS.ProcessEnv): string[] {
  const known = settingList.map((setting) => setting.variable);
  return Object.keys(environment)
    .filter((name) => name.startsWith('SHEAF_') && !known.includes(name))
    .map((name) => {
      const [nearest] = known.sort((a, b) => distance(name, a) - distance(name, b));
      return `There is no setting ${name}. Did you mean ${nearest}?`;
    });
}

/** Levenshtein's: how many letters to insert, delete or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replace = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Whether errors are shown with their stack, also when the settings themselves are bad. */
export function wantsStacks(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment[settings.logLevel.variable] === 'debug';
}

import { badParameter } from './errors.ts';

interface TextRule {
  /** Characters. */
  least?: number;
  most?: number;
  pattern?: RegExp;
  /** Said when the pattern does not fit. */
  why?: string;
}

/**
 * Reads members of a body, or parameters of a query, that may be absent; null is absent. Numbers and flags may come as
 * texts, because clients send both. Everything that cannot be used is a 400 that names it.
 */
export class Input {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(values: unknown, path = '') {
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      throw badParameter(path === '' ? 'the body' : path.slice(0, -1), 'must be an object');
    }
    this.#values = values as Record<string, unknown>;
    this.#path = path;
  }

  /** Of a repeated parameter the last counts, and an empty one is absent. */
  static query(values: unknown): Input {
    const entries = Object.entries(values as Record<string, string | string[]>);
    return new Input(
      Object.fromEntries(
        entries.flatMap(([name, value]) => {
          const last = [value].flat().at(-1);
          if (last === undefined || last === '') return [];
          if (last.includes('\0') || !last.isWellFormed()) throw badParameter(name, 'is not text');
          return [[name, last]];
        }),
      ),
    );
  }

  /** The error for a member. */
  bad(name: string, why: string) {
    return badParameter(`${this.#path}${name}`, why);
  }

  /** The value itself, whatever it is. */
  any(name: string): unknown {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return value === null ? undefined : value;
  }

  /** Throws when what was read is absent. */
  required<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw this.bad(name, 'is required');
    return value;
  }

  text(name: string, { least = 0, most, pattern, why }: TextRule = {}): string | undefined {
    const value = this.any(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.bad(name, 'must be a text');
    const { length } = [...value];
    if (length < least || (most !== undefined && length > most)) {
      throw this.bad(name, `must have ${least} to ${most ?? 'any number of'} characters`);
    }
    if (pattern && !pattern.test(value)) throw this.bad(name, why ?? 'has characters not allowed');
    return value;
  }

  whole(name: string, least: number, most: number): number | undefined {
    const number = this.#number(name);
    if (number === undefined) return undefined;
    if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
    throw this.bad(name, `must be a whole number from ${least} to ${most}`);
  }

  number(name: string, least: number, most: number): number | undefined {
    const number = this.#number(name);
    if (number === undefined || (number >= least && number <= most)) return number;
    throw this.bad(name, `must be a number from ${least} to ${most}`);
  }

  /** Python clients write True and False. */
  flag(name: string): boolean | undefined {
    const value = this.any(name);
    if (value === undefined || typeof value === 'boolean') return value;
    const text = typeof value === 'string' ? value.toLowerCase() : '';
    if (text === 'true' || text === 'false') return text === 'true';
    throw this.bad(name, 'must be true or false');
  }

  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = values.find((one) => one === value);
    if (found !== undefined) return found;
    throw this.bad(name, `must be one of ${values.join(', ')}`);
  }

  list(name: string): unknown[] | undefined {
    const value = this.any(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.bad(name, 'must be a list');
  }

  texts(name: string): string[] | undefined {
    return this.list(name)?.map((value, index) => {
      if (typeof value === 'string') return value;
      throw this.bad(`${name}[${index}]`, 'must be a text');
    });
  }

  object(name: string): Input | undefined {
    const value = this.any(name);
    return value === undefined ? undefined : new Input(value, `${this.#path}${name}.`);
  }

  objects(name: string): Input[] | undefined {
    return this.list(name)?.map(
      (value, index) => new Input(value, `${this.#path}${name}[${index}].`),
    );
  }

  #number(name: string): number | undefined {
    const value = this.any(name);
    if (value === undefined || typeof value === 'number') return value;
    return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)
      ? Number(value)
      : NaN;
  }
}

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Static, TSchema } from '@sheaf/contract/schema';
import type { FieldMessages } from '../../catalog/errors.ts';
import { fieldMessage, typeName } from './messages.ts';

/** A body that does not fit its schema: messages per field. */
export class FieldError extends Error {
  readonly fields: FieldMessages;

  constructor(fields: FieldMessages) {
    super('Invalid input.');
    this.fields = fields;
  }
}

// verbose: the messages quote the value. allErrors: every bad field is named at once, as upstream does.
const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
addFormats.default(ajv, ['date-time']);
// Clients also send uids without hyphens.
ajv.addFormat('uuid', /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i);

/**
 * A function that returns the body typed, or throws FieldError in upstream's (Django REST framework's) words. No body
 * at all is an empty one. Names lose the blanks around them, as upstream's do.
 */
export function bodyOf<Schema extends TSchema>(schema: Schema): (body: unknown) => Static<Schema> {
  // Compiled with the first body: all of them together would be a sixth of a start.
  let compiled: ValidateFunction | undefined;
  const names = namesIn(schema);
  return (body) => {
    const check = (compiled ??= ajv.compile(schema));
    const given = trimmed(dictionary(body), names);
    if (check(given)) return given as Static<Schema>;
    throw new FieldError(collect(check.errors ?? []));
  };
}

function dictionary(body: unknown): object {
  if (body === undefined) return {};
  if (body === null) throw new FieldError({ non_field_errors: ['No data provided'] });
  if (typeof body === 'object' && !Array.isArray(body)) return body;
  const message = `Invalid data. Expected a dictionary, but got ${typeName(body)}.`;
  throw new FieldError({ non_field_errors: [message] });
}

/** Fields that hold a name: text with a limit to its length. */
function namesIn(schema: TSchema): string[] {
  const { properties = {} } = schema as { properties?: Record<string, { maxLength?: number }> };
  return Object.keys(properties).filter((name) => properties[name]?.maxLength !== undefined);
}

function trimmed(body: object, names: string[]): object {
  const given = new Map<string, unknown>(Object.entries(body));
  for (const name of names) {
    const value = given.get(name);
    if (typeof value === 'string') given.set(name, value.trim());
  }
  return Object.fromEntries(given);
}

/** One message per field, as upstream gives: the first rule that is broken. */
function collect(errors: ErrorObject[]): FieldMessages {
  const fields: FieldMessages = {};
  for (const error of errors) {
    const { missingProperty } = error.params as { missingProperty?: string };
    const field = error.instancePath.split('/')[1] ?? missingProperty ?? 'non_field_errors';
    // Of a nullable field, which is a union with null, the other member's complaints come first.
    fields[field] ??= [fieldMessage(error)];
  }
  return fields;
}

import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { Static, TSchema } from 'typebox';
import type { FieldMessages } from '../../catalog/errors.ts';

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

/** A function that returns the body typed, or throws FieldError in upstream's (Django REST framework's) words. */
export function bodyOf<Schema extends TSchema>(schema: Schema): (body: unknown) => Static<Schema> {
  const check = ajv.compile(schema);
  return (body) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      const kind = Array.isArray(body) ? 'list' : typeName(body);
      const message = `Invalid data. Expected a dictionary, but got ${kind}.`;
      throw new FieldError({ non_field_errors: [message] });
    }
    if (check(body)) return body as Static<Schema>;
    throw new FieldError(collect(check.errors ?? []));
  };
}

function collect(errors: ErrorObject[]): FieldMessages {
  const fields: FieldMessages = {};
  for (const error of errors) {
    const path = error.instancePath.split('/').slice(1);
    const params = error.params as { missingProperty?: string };
    const field = path[0] ?? params.missingProperty ?? 'non_field_errors';
    // A nullable field is a union: its own complaint says less than that of its members.
    if (error.keyword === 'anyOf') continue;
    const message = explain(error);
    const messages = (fields[field] ??= []);
    if (!messages.includes(message)) messages.push(message);
  }
  for (const messages of Object.values(fields)) {
    // null failing both members of a union, or a wrong type that also fails the rest: the first message says it.
    messages.splice(1);
  }
  return fields;
}

function explain({ keyword, params, data }: ErrorObject): string {
  const limits = params as { limit?: number; type?: string | string[] };
  switch (keyword) {
    case 'required':
      return 'This field is required.';
    case 'enum':
      return `"${typeof data === 'string' ? data : JSON.stringify(data)}" is not a valid choice.`;
    case 'minLength':
      return 'This field may not be blank.';
    case 'maxLength':
      return `Ensure this field has no more than ${limits.limit} characters.`;
    case 'minimum':
      return `Ensure this value is greater than or equal to ${limits.limit}.`;
    case 'maximum':
      return `Ensure this value is less than or equal to ${limits.limit}.`;
    case 'format':
      return 'Must be a valid UUID.';
    case 'pattern':
      return 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.';
    case 'type':
      return wrongType([limits.type].flat()[0], data);
    default:
      return 'This value is not valid.';
  }
}

function wrongType(wanted: string | undefined, data: unknown): string {
  if (data === null) return 'This field may not be null.';
  switch (wanted) {
    case 'string':
      return 'Not a valid string.';
    case 'boolean':
      return 'Must be a valid boolean.';
    case 'integer':
      return 'A valid integer is required.';
    case 'array':
      return `Expected a list of items but got type "${typeName(data)}".`;
    case 'object':
      return `Expected a dictionary of items but got type "${typeName(data)}".`;
    default:
      return 'This value is not valid.';
  }
}

/** Upstream names types in Python's words. */
function typeName(data: unknown): string {
  if (data === null) return 'NoneType';
  if (Array.isArray(data)) return 'list';
  if (typeof data === 'string') return 'str';
  if (typeof data === 'boolean') return 'bool';
  if (typeof data === 'number') return Number.isInteger(data) ? 'int' : 'float';
  return 'dict';
}

import type { ErrorObject } from 'ajv';

/** What a broken rule is called in upstream's words. */
export function fieldMessage({ keyword, params, data, parentSchema }: ErrorObject): string {
  const { limit, type } = params as { limit?: number; type?: string | string[] };
  if (keyword === 'required') return 'This field is required.';
  if (data === null) return 'This field may not be null.';
  if (parentSchema?.enum) return `"${quoted(data)}" is not a valid choice.`;
  if (parentSchema?.format === 'uuid') return 'Must be a valid UUID.';
  switch (keyword) {
    case 'minLength':
      return 'This field may not be blank.';
    case 'maxLength':
      return `Ensure this field has no more than ${limit} characters.`;
    case 'minimum':
      return `Ensure this value is greater than or equal to ${limit}.`;
    case 'maximum':
      return `Ensure this value is less than or equal to ${limit}.`;
    case 'pattern':
      return 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.';
    case 'type':
      return wrongType([type].flat()[0], data);
    default:
      return 'This value is not valid.';
  }
}

function wrongType(wanted: string | undefined, data: unknown): string {
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

/** As Python's str() writes it. */
function quoted(data: unknown): string {
  if (typeof data === 'string') return data;
  if (typeof data === 'boolean') return data ? 'True' : 'False';
  return JSON.stringify(data);
}

/** Upstream names types in Python's words. */
export function typeName(data: unknown): string {
  if (Array.isArray(data)) return 'list';
  if (typeof data === 'string') return 'str';
  if (typeof data === 'boolean') return 'bool';
  if (typeof data === 'number') return Number.isInteger(data) ? 'int' : 'float';
  return 'dict';
}

import type { Operator } from './ast.ts';
import { parseDate } from './dates.ts';
import type { Fail } from './error.ts';
import { fieldOf, type FieldName } from './fields.ts';
import { inRange, uidOf } from './literals.ts';
import type { SyntaxLiteral } from './syntax.ts';

const ORDERING: Operator[] = ['<', '<=', '>', '>='];

/** Fails unless the field can be compared with the value in this way. */
export function checkValue(name: FieldName, operator: Operator, value: SyntaxLiteral, fail: Fail) {
  const { type, nullable, level, values } = fieldOf(name);
  if (value.kind === 'null') {
    if (operator === ':' || ORDERING.includes(operator))
      fail('null can only be compared with = and !=, IN and NOT IN; found it', value);
    if (!nullable)
      fail(
        `"${name}" always has a value and cannot be compared with null`,
        value,
        level === 'annotation' ? 'For items without annotations write count() = 0.' : undefined,
      );
    return;
  }
  if (operator === ':' && value.text === '') fail('Expected a text after ":"', value);
  switch (type) {
    case 'number':
      if (value.kind !== 'number') fail(`Expected a number for "${name}"`, value);
      if (!inRange(value.text)) fail('The number is out of range', value);
      return;
    case 'json':
      if (value.kind === 'number' && !inRange(value.text))
        fail('The number is out of range', value, 'Quote it if it is a text.');
      if (value.kind === 'boolean' && ORDERING.includes(operator))
        fail('Expected a number or a text', value, 'true and false have no order.');
      return;
    case 'date':
      if (!parseDate(value.text))
        fail(`"${value.text}" is not a date`, value, 'Write 2024-05-31 or 2024-05-31T10:00:00Z.');
      return;
    case 'uid':
      if (!uidOf(value.text)) fail(`"${value.text}" is not a uid`, value);
      return;
    case 'choice':
      if (!values?.includes(value.text))
        fail(
          `"${name}" is never "${value.text}"`,
          value,
          `It is one of: ${(values ?? []).join(', ')}.`,
        );
      return;
    case 'text':
    case 'name':
      return;
  }
}

import type { FilterNode, Literal, Test } from '../../src/filter/index.ts';
import type { Annotation, Item } from './items.ts';

/** What docs/filter.md says, a second time and without SQL. */
export function evaluate(node: FilterNode, item: Item, uids: Map<string, string>): boolean {
  return holds(
    node,
    (test) => rowsOf(test, item).some((row) => matches(test, row, uids)),
    item,
    uids,
  );
}

type Decide = (test: Test) => boolean;

function holds(node: FilterNode, decide: Decide, item: Item, uids: Map<string, string>): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.every((child) => holds(child, decide, item, uids));
    case 'or':
      return node.nodes.some((child) => holds(child, decide, item, uids));
    case 'not':
      return !holds(node.node, decide, item, uids);
    case 'test':
      return decide(node);
    case 'count': {
      const { where } = node;
      const counted = item.annotations.filter(
        (row) => !where || holds(where, (test) => matches(test, view(row, item), uids), item, uids),
      ).length;
      return relate(counted, node.operator, node.value);
    }
  }
}

type Row = Record<string, unknown>;

function rowsOf(test: Test, item: Item): Row[] {
  if (test.field === 'project' || test.field === 'task_status')
    return item.tasks.map((task) => ({ project: task.project, task_status: task.status }));
  return Object.hasOwn(item, test.field)
    ? [{ ...item }]
    : item.annotations.map((one) => view(one, item));
}

function view(annotation: Annotation, item: Item): Row {
  const { geometry } = annotation;
  const box =
    geometry.type === 'bounding_box'
      ? [geometry.x, geometry.y, geometry.width, geometry.height]
      : 'box' in geometry
        ? geometry.box
        : undefined;
  const [x = 0, y = 0, width, height] = box ?? [];
  const share = (from: number, size: number | undefined, of: number | null) =>
    size !== undefined && of ? (from + size / 2) / of : undefined;
  return {
    ...annotation,
    type: geometry.type,
    'box.width': width,
    'box.height': height,
    'box.area': width !== undefined && height !== undefined ? width * height : undefined,
    'box.center_x': share(x, width, item.width),
    'box.center_y': share(y, height, item.height),
  };
}

function matches(test: Test, row: Row, uids: Map<string, string>): boolean {
  const isJson = test.field === 'metadata' || test.field === 'attributes';
  const value = isJson ? dig(row[test.field], test.path) : row[test.field];
  const candidates = isJson && Array.isArray(value) ? (value as unknown[]) : [value];
  const [first] = test.values;
  switch (test.operator) {
    case '=':
    case 'IN':
      return test.values.some((literal) => equal(test, literal, value, candidates, uids));
    case '!=':
    case 'NOT IN':
      return !test.values.some((literal) => equal(test, literal, value, candidates, uids));
    case ':':
      return candidates.some(
        (one) => typeof one === 'string' && one.toLowerCase().includes(textOf(first).toLowerCase()),
      );
    default:
      return candidates.some((one) => ordered(test, one, first));
  }
}

const textOf = (literal: Literal | undefined) => (literal && 'text' in literal ? literal.text : '');

function dig(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner && !Array.isArray(inner) && Object.hasOwn(inner, name)
        ? (inner as Row)[name]
        : undefined,
    value,
  );
}

function equal(
  test: Test,
  literal: Literal,
  value: unknown,
  candidates: unknown[],
  uids: Map<string, string>,
) {
  if (literal.kind === 'null') return value === null || value === undefined;
  const { text } = literal;
  if (value === null || value === undefined) return false;
  switch (test.field) {
    case 'metadata':
    case 'attributes':
      return candidates.some(
        (one) => one === text || (literal.kind !== 'text' && one === JSON.parse(text)),
      );
    case 'created_at':
    case 'updated_at':
      return text.length === 10 ? String(value).startsWith(text) : time(value) === time(text);
    case 'project':
      return value === text || uids.get(String(value)) === text;
    default:
      return typeof value === 'number' ? value === Number(text) : value === text;
  }
}

function ordered(test: Test, one: unknown, literal: Literal | undefined): boolean {
  const text = textOf(literal);
  if (test.field === 'created_at' || test.field === 'updated_at') {
    const wholeDay = text.length === 10;
    return wholeDay
      ? relate(String(one).slice(0, 10), test.operator, text)
      : relate(time(one), test.operator, time(text));
  }
  const isJson = test.field === 'metadata' || test.field === 'attributes';
  if (typeof one === 'number')
    return (!isJson || literal?.kind === 'number') && relate(one, test.operator, Number(text));
  return (
    typeof one === 'string' &&
    (!isJson || literal?.kind === 'text') &&
    relate(one, test.operator, text)
  );
}

const time = (value: unknown) => Date.parse(String(value));

function relate<T extends number | string>(left: T, operator: string, right: T): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

import fc, { type Arbitrary } from 'fast-check';
import type {
  FilterNode,
  Literal,
  Relation,
  Test,
  FieldDescription,
} from '../../src/filter/index.ts';
import { describeFields } from '../../src/filter/index.ts';

const relations: Relation[] = ['=', '!=', '<', '<=', '>', '>='];

/** What random filters compare with. */
export interface Vocabulary {
  /** Values of text and name fields, and texts inside JSON; never empty. */
  text: Arbitrary<string>;
  /** Names inside metadata and attributes. */
  name: Arbitrary<string>;
}

const number: Arbitrary<Literal> = fc
  .constantFrom('0', '1', '2', '3', '5', '-1', '2.5', '5.0', '1e2', '640')
  .map((text) => ({ kind: 'number', text }));
const boolean: Arbitrary<Literal> = fc
  .constantFrom('true', 'false')
  .map((text) => ({ kind: 'boolean', text }));
const date = fc.constantFrom(
  '2024-05-01',
  '2024-05-02',
  '2024-05-02T10:00:00Z',
  '2024-05-02T12:00:00+02:00',
);
const uid = fc.integer({ min: 0, max: 50 }).map((n) => uidAt(n));

/** Uids of the random items. */
export const uidAt = (n: number) => `01940000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Checked filters of every field and operator: what parseFilter may return. */
export function trees(vocabulary: Vocabulary): Arbitrary<FilterNode> {
  const items = fc.oneof(...describeFields().map((field) => tests(field, vocabulary)));
  const annotations = fc.oneof(
    ...describeFields()
      .filter(({ level, name }) => level === 'annotation' || name === 'project')
      .map((field) => tests(field, vocabulary)),
  );
  const counts: Arbitrary<FilterNode> = fc.record({
    kind: fc.constant('count'),
    where: fc.option(combined(annotations), { nil: null }),
    operator: fc.constantFrom(...relations),
    value: fc.integer({ min: 0, max: 4 }),
  });
  return combined(fc.oneof({ weight: 3, arbitrary: items }, { weight: 1, arbitrary: counts }));
}

function combined(leaf: Arbitrary<FilterNode>): Arbitrary<FilterNode> {
  return fc.letrec<{ node: FilterNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.record({ kind: fc.constant('not'), node: tie('node') }),
      fc.record({
        kind: fc.constantFrom('and', 'or'),
        nodes: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
      }) as Arbitrary<FilterNode>,
    ),
  })).node;
}

function tests(field: FieldDescription, vocabulary: Vocabulary): Arbitrary<Test> {
  const path =
    field.type === 'json'
      ? fc.array(vocabulary.name, { minLength: 1, maxLength: 2 })
      : fc.constant<string[]>([]);
  return fc.constantFrom(...field.operators).chain((operator) => {
    const isList = operator === 'IN' || operator === 'NOT IN';
    const mayBeNull = field.nullable && (isList || operator === '=' || operator === '!=');
    const value = valuesOf(field, vocabulary, !isList && !['=', '!=', ':'].includes(operator));
    const one = mayBeNull
      ? fc.oneof(
          { weight: 4, arbitrary: value },
          { weight: 1, arbitrary: fc.constant<Literal>({ kind: 'null' }) },
        )
      : value;
    const single = fc.array(one, { minLength: 1, maxLength: 1 });
    const short = fc.array(one, { minLength: 1, maxLength: 4 });
    // Beyond 20 values JSON compiles to another form of SQL.
    const long = fc.array(one, { minLength: 21, maxLength: 22 });
    const lists = fc.oneof({ weight: 3, arbitrary: short }, { weight: 1, arbitrary: long });
    const values = isList ? lists : single;
    return fc.record({
      kind: fc.constant('test' as const),
      field: fc.constant(field.name as Test['field']),
      path,
      operator: fc.constant(operator),
      values,
    });
  });
}

function valuesOf(
  field: FieldDescription,
  { text }: Vocabulary,
  ordered: boolean,
): Arbitrary<Literal> {
  const texts = (source: Arbitrary<string>) =>
    source.map((value): Literal => ({ kind: 'text', text: value }));
  switch (field.type) {
    case 'number':
      return number;
    case 'date':
      return texts(date);
    case 'uid':
      return texts(uid);
    case 'choice':
      return texts(fc.constantFrom(...(field.values ?? [])));
    case 'json':
      return ordered ? fc.oneof(texts(text), number) : fc.oneof(texts(text), number, boolean);
    case 'text':
    case 'name':
      return fc.oneof({ weight: 5, arbitrary: texts(text) }, number, boolean);
  }
}

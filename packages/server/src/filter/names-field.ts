import type { FilterNode, Test } from './ast.ts';
import type { FieldName } from './fields.ts';

/** Whether a filter says anything of a field. */
export const namesField = (node: FilterNode, field: FieldName): boolean =>
  tests(node).some((test) => test.field === field);

/** Whether a filter says nothing of any other field. It may count. */
export const namesOnly = (node: FilterNode, field: FieldName): boolean =>
  tests(node).every((test) => test.field === field);

function tests(node: FilterNode): Test[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(tests);
    case 'not':
      return tests(node.node);
    case 'count':
      return node.where === null ? [] : tests(node.where);
    case 'test':
      return [node];
  }
}

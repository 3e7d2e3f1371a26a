import type { FilterNode } from './ast.ts';
import type { FieldName } from './fields.ts';

/** Whether a filter says anything of a field. */
export function namesField(node: FilterNode, field: FieldName): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.some((inner) => namesField(inner, field));
    case 'not':
      return namesField(node.node, field);
    case 'count':
      return node.where !== null && namesField(node.where, field);
    case 'test':
      return node.field === field;
  }
}

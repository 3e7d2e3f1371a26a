import type { FilterNode, Literal, Test } from '../../src/filter/index.ts';

/** A text that parseFilter reads as `node`. */
export function print(node: FilterNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.map(grouped).join(node.kind === 'and' ? ' AND ' : ' or ');
    case 'not':
      return `NOT ${grouped(node.node)}`;
    case 'count':
      return `count(${node.where ? print(node.where) : ''}) ${node.operator} ${node.value}`;
    case 'test': {
      const values = node.values.map(literal);
      const list = node.operator === 'IN' || node.operator === 'NOT IN';
      return `${fieldOf(node)} ${node.operator} ${list ? `(${values.join(', ')})` : values.join()}`;
    }
  }
}

const grouped = (node: FilterNode) =>
  node.kind === 'and' || node.kind === 'or' ? `(${print(node)})` : print(node);

const fieldOf = (test: Test) => [test.field, ...test.path.map(quoted)].join('.');

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function literal(value: Literal): string {
  if (value.kind === 'null') return 'null';
  return value.kind === 'text' ? quoted(value.text) : value.text;
}

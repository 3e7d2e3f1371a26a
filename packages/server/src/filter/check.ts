import type { Count, FilterNode, Literal, Test } from './ast.ts';
import type { Fail } from './error.ts';
import { fieldOf, operatorsOf } from './fields.ts';
import { MAX_COMPARISONS, MAX_LIST } from './limits.ts';
import { resolveField } from './resolve.ts';
import type { SyntaxCount, SyntaxLiteral, SyntaxNode, SyntaxTest } from './syntax.ts';
import { checkValue } from './values.ts';

/** Gives names their meaning: the same tree without places, or the first error in reading order. */
export function check(root: SyntaxNode, fail: Fail): FilterNode {
  let comparisons = 0;

  function node(syntax: SyntaxNode, inCount: boolean): FilterNode {
    switch (syntax.kind) {
      case 'and':
      case 'or':
        return { kind: syntax.kind, nodes: syntax.nodes.map((child) => node(child, inCount)) };
      case 'not':
        return { kind: 'not', node: node(syntax.node, inCount) };
      case 'count':
        limit(syntax);
        return count(syntax, inCount);
      case 'test':
        limit(syntax);
        return test(syntax, inCount, fail);
    }
  }

  function limit(syntax: SyntaxTest | SyntaxCount) {
    if (++comparisons > MAX_COMPARISONS)
      fail(`A filter has at most ${MAX_COMPARISONS} comparisons; found one more`, syntax.at);
  }

  function count(syntax: SyntaxCount, inCount: boolean): Count {
    if (inCount) fail('Found a count(...) inside a count(...)', syntax.at);
    const where = syntax.where && node(syntax.where, true);
    const { value } = syntax;
    if (value.kind !== 'number' || !/^\d{1,9}$/.test(value.text))
      return fail('Expected a whole number from 0 to 999999999', value);
    return { kind: 'count', where, operator: syntax.operator.text, value: Number(value.text) };
  }

  return node(root, false);
}

function test(syntax: SyntaxTest, inCount: boolean, fail: Fail): Test {
  const { name, path } = resolveField(syntax.field, inCount, fail);
  const { text: operator, start, end } = syntax.operator;
  const allowed = operatorsOf[fieldOf(name).type];
  if (!allowed.includes(operator))
    fail(
      `"${name}" cannot be compared with "${operator}"`,
      { start, end },
      `It takes ${list(allowed)}.`,
    );
  if (syntax.values.length > MAX_LIST)
    fail(`A list has at most ${MAX_LIST} values; found more`, syntax.at);
  for (const value of syntax.values) checkValue(name, operator, value, fail);
  return { kind: 'test', field: name, path, operator, values: syntax.values.map(plain) };
}

const plain = (literal: SyntaxLiteral): Literal =>
  literal.kind === 'null' ? { kind: 'null' } : { kind: literal.kind, text: literal.text };

const list = (operators: readonly string[]) => operators.join(', ');

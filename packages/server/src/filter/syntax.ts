import type { Literal, Operator, Relation } from './ast.ts';

/** Where something stands in the text: UTF-16 offsets, end exclusive. */
export interface Range {
  start: number;
  end: number;
}

export type SyntaxLiteral = Literal & Range;
export type SyntaxField = Range & { name: string; path: { text: string; quoted: boolean }[] };

/** What the generated parser returns: the shape of the text, with places, before any name has a meaning. */
export type SyntaxNode =
  | { kind: 'and' | 'or'; nodes: SyntaxNode[] }
  | { kind: 'not'; node: SyntaxNode }
  | SyntaxCount
  | SyntaxTest;

export interface SyntaxCount {
  kind: 'count';
  where: SyntaxNode | null;
  operator: Range & { text: Relation };
  value: SyntaxLiteral;
  at: Range;
}

export interface SyntaxTest {
  kind: 'test';
  field: SyntaxField;
  operator: Range & { text: Operator };
  values: SyntaxLiteral[];
  at: Range;
}

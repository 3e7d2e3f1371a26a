import { createHash } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
import type { Split } from '../../formats/model.ts';

/** Parts of the whole, 0 to 1 each, together 1. */
export type Ratios = Readonly<Record<Split, number>>;

/** 48 bits: exact in JavaScript, and far finer than any number of items. */
const DRAW_BYTES = 6;
const DRAWS = 2 ** (8 * DRAW_BYTES);

/**
 * A number from 0 to 2^48 - 1 that depends on the seed and the unit alone: adding items, importing them again or
 * another order moves nothing. SHA-256, because hash functions of PostgreSQL may change between versions and MD5 is
 * switched off on some machines.
 */
export function drawOf(seed: string, unit: string): number {
  return createHash('sha256').update(`${seed}/${unit}`).digest().readUIntBE(0, DRAW_BYTES);
}

/** The same in SQL. */
export function drawColumn(seed: string, unit: Sql): Sql {
  return sql`('x' || substr(encode(sha256(convert_to(${seed}::text || '/' || ${unit}, 'UTF8')), 'hex'), 1,
    ${2 * DRAW_BYTES}::integer))::bit(48)::bigint`;
}

/** Where a draw falls. With other ratios only what lies between the old and the new bounds moves. */
export function splitOfDraw(ratios: Ratios, draw: number): Split {
  const [val, test] = bounds(ratios);
  if (draw < val) return 'train';
  return draw < test ? 'val' : 'test';
}

/** The same in SQL; `draw` is read twice. */
export function splitColumn(ratios: Ratios, draw: Sql): Sql {
  const [val, test] = bounds(ratios);
  return sql`case when ${draw} < ${val}::bigint then 'train' when ${draw} < ${test}::bigint then 'val' else 'test' end`;
}

/** First draws of val and of test. Divided by the sum as it is in floating point, so that a part of 0 gets nothing. */
function bounds({ train, val, test }: Ratios): [val: number, test: number] {
  const sum = train + val + test;
  return [Math.round((train / sum) * DRAWS), Math.round(((train + val) / sum) * DRAWS)];
}

import type { Range, SyntaxLiteral } from './syntax.ts';

/** JSON's numbers; 007 and +5 stay text. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** What a bare value is. A quoted value is always text. */
export function bareLiteral(text: string, at: Range): SyntaxLiteral {
  if (NUMBER.test(text)) return { kind: 'number', text, ...at };
  if (/^(true|false)$/i.test(text)) return { kind: 'boolean', text, ...at };
  if (/^null$/i.test(text)) return { kind: 'null', ...at };
  return { kind: 'text', text, ...at };
}

/** Whether PostgreSQL can hold the number: neither beyond double precision nor smaller than it can tell from 0. */
export function inRange(number: string): boolean {
  const value = Number(number);
  const isZero = !/[1-9]/.test(number.replace(/e.*$/i, ''));
  return Number.isFinite(value) && (value !== 0 || isZero);
}

const UID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i;

/** The hyphenated lower-case form, or undefined. */
export function uidOf(text: string): string | undefined {
  return UID.exec(text)?.slice(1).join('-').toLowerCase();
}

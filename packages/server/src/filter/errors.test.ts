import { describe, expect, it } from 'vitest';
import { FilterError, parseFilter } from './index.ts';

function errorOf(filter: string): FilterError {
  try {
    parseFilter(filter);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${filter.slice(0, 80)}`);
}

describe('FilterError', () => {
  it.each<[filter: string, message: string]>([
    ['', 'The filter is empty at column 1.'],
    ['label', 'Expected an operator at column 6. Operators are'],
    ['label =', 'Expected a value after "=" at column 8.'],
    ['label= AND x=1', 'Expected a value before "AND" at column 8.'],
    ['label="car', 'Found no closing quote for the one at column 7.'],
    ['label=car night', 'Unexpected "night" at column 11. Join comparisons with AND or OR'],
    ['label=car AND', 'Expected a comparison at column 14.'],
    ['(label=car', 'Expected ")" at column 11. A "(" was not closed.'],
    ['label=car)', 'Unexpected ")" at column 10.'],
    ['label=a|label=b', 'Unexpected "|" at column 8. Write OR.'],
    ['label==a', 'Unexpected "==" at column 6. Write a single "=".'],
    ['!label=a', 'Unexpected "!" at column 1. Write NOT.'],
    ['label=c*', 'Unexpected "*" at column 8. There are no wildcards'],
    ['label=“car”', 'Unexpected “ at column 7. Write quotes as'],
    ['label IN car', 'Expected "(" after IN at column 10.'],
    ['label IN (a b)', 'Expected "," or ")" before "b" at column 13.'],
    ['  colour=red', 'Unknown field "colour" at column 3. Fields are: uid, key, '],
    ['__proto__=1', 'Unknown field "__proto__" at column 1.'],
    ['constructor.name=1', 'Unknown field "constructor.name" at column 1.'],
    ['key.length=1', 'Unknown field "key.length" at column 1.'],
    ['metadata=1', 'Expected a name after "metadata" at column 9.'],
    ['owner__password=x', 'Unknown field "owner__password" at column 1.'],
    [
      'annotations_count__gte=1',
      'Found the look-up "__gte" at column 1. This language has operators instead: annotations_count >=',
    ],
    [
      'metadata.a__icontains=1',
      'Found the look-up "__icontains" at column 1. This language has operators instead: metadata.a :',
    ],
    ['status=done', '"status" is never "done" at column 8. It is one of: unattempted, '],
    [
      'status>pending',
      '"status" cannot be compared with ">" at column 7. It takes =, !=, IN, NOT IN.',
    ],
    ['width=wide', 'Expected a number for "width" at column 7.'],
    ['width=1e999', 'The number is out of range at column 7.'],
    ['metadata.a=1e-999', 'The number is out of range at column 12.'],
    ['metadata.a>true', 'Expected a number or a text at column 12.'],
    ['created_at>2024-02-30', '"2024-02-30" is not a date at column 12.'],
    ['uid=5', '"5" is not a uid at column 5.'],
    ['key:""', 'Expected a text after ":" at column 5.'],
    ['label=null', '"label" always has a value and cannot be compared with null at column 7.'],
    [
      'metadata.a<null',
      'null can only be compared with = and !=, IN and NOT IN; found it at column 12.',
    ],
    [
      'count(width=1)>1',
      '"width" does not describe an annotation and cannot stand inside count(...) at column 7.',
    ],
    ['count(count()>1)>1', 'Found a count(...) inside a count(...) at column 7.'],
    ['count()>1.5', 'Expected a whole number from 0 to 999999999 at column 9.'],
    ['key="a\0"', 'Found a character that cannot be stored at column 7.'],
    ['key=a\ud800', 'Found a character that cannot be stored at column 6.'],
  ])('%j', (filter, message) => {
    expect(errorOf(filter).message).toContain(message);
  });

  it('counts columns and lengths in code points', () => {
    expect(errorOf('key=😀 AND colour=1')).toMatchObject({ column: 11, length: 6 });
  });

  it.each<[name: string, filter: string, message: string]>([
    ['1 MB', 'x'.repeat(1_000_000), 'at most 10000 characters'],
    ['10,000 open parentheses', '('.repeat(10_000), 'more than 50 levels'],
    ['100,000 NOTs', 'NOT '.repeat(100_000), 'at most 10000 characters'],
    ['2,400 NOTs', `${'NOT '.repeat(2_400)}label=a`, 'more than 50 levels'],
    ['51 groups', `${'('.repeat(51)}label=a${')'.repeat(51)}`, 'more than 50 levels'],
    ['201 comparisons', Array(201).fill('label=a').join('&'), 'at most 200 comparisons'],
    ['1,001 values', `label IN (${Array(1001).fill('a').join()})`, 'at most 1000 values'],
    ['21 names', `metadata${'.a'.repeat(21)}=1`, 'more than 20 names'],
  ])('refuses %s', (_, filter, message) => {
    expect(errorOf(filter).message).toContain(message);
  });

  it('accepts what is just inside the limits', () => {
    const within = [
      `${'('.repeat(50)}label=a${')'.repeat(50)}`,
      Array(200).fill('label=a').join('&'),
      `label IN (${Array(1000).fill('a').join()})`,
      `metadata${'.a'.repeat(20)}=1`,
      // Depth is that of one path, not a sum.
      Array(60).fill('NOT (label=a)').join('&'),
    ];
    for (const filter of within) expect(parseFilter(filter)).toBeDefined();
  });
});

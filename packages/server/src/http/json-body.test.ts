import { describe, expect, test } from 'vitest';
import { BodyError, parseBody } from './json-body.ts';

const parse = (text: string) => parseBody(Buffer.from(text));

/** What is said of a refused body, and of which field. */
function refusal(body: string | Buffer): [string | undefined, string] {
  try {
    parseBody(Buffer.from(body));
  } catch (error) {
    if (error instanceof BodyError) return [error.field, error.message];
    throw error;
  }
  throw new Error('The body was taken');
}

test('a body is what it says', () => {
  expect(parse('{"a":[1,-2.5e3,null,true,"é😀"],"b":{"c":"\\u0001"}}')).toEqual({
    a: [1, -2500, null, true, 'é😀'],
    b: { c: '\u0001' },
  });
  expect(parse('[1]')).toEqual([1]);
  expect(parse('null')).toBe(null);
  expect(parse('')).toEqual({});
  expect(parse('{"a":1,"a":2}')).toEqual({ a: 2 });
  expect(parse('{"a":9007199254740991}')).toEqual({ a: Number.MAX_SAFE_INTEGER });
});

describe('refused, by field', () => {
  test.each<[string, string, string | undefined, string | RegExp]>([
    ['NUL', '{"name":"a\\u0000"}', 'name', 'Null characters are not allowed.'],
    ['NUL in a name', '{"a":{"\\u0000":1}}', 'a', 'Null characters are not allowed.'],
    ['high surrogate', '{"n":"\\ud800x"}', 'n', 'Surrogate characters are not allowed: U+D800.'],
    ['low surrogate', '{"n":["\\udfff"]}', 'n', 'Surrogate characters are not allowed: U+DFFF.'],
    ['2^53', '{"n":9007199254740992}', 'n', 'A valid number is required.'],
    ['1e400', '{"n":{"m":1e400}}', 'n', 'A valid number is required.'],
    ['at the top', '[9007199254740992]', undefined, 'A valid number is required.'],
    ['__proto__', '{"__proto__":{}}', '__proto__', '"__proto__" is not allowed as a name.'],
    ['inner __proto__', '{"m":[{"__proto__":1}]}', 'm', '"__proto__" is not allowed as a name.'],
    ['no JSON', '{"a":', undefined, /^JSON parse error - /],
    ['NaN', '{"a":NaN}', undefined, /^JSON parse error - /],
  ])('%s', (_, body, field, message) => {
    const [where, what] = refusal(body);
    expect(where).toBe(field);
    expect(what).toMatch(message);
  });

  test('what is not UTF-8', () => {
    expect(refusal(Buffer.from([0x22, 0xff, 0x22]))).toEqual([undefined, expect.any(String)]);
  });

  test.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('depth, without a stack overflow: %s', (_, open, close) => {
    const nested = (depth: number) => `{"m":${open.repeat(depth)}1${close.repeat(depth)}}`;
    expect(() => parse(nested(63))).not.toThrow();
    expect(refusal(nested(64))).toEqual(['m', 'This value is nested too deeply.']);
    expect(refusal(nested(100_000))).toEqual(['m', 'This value is nested too deeply.']);
  });
});

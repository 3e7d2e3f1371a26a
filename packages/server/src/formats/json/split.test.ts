import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors.ts';
import { JsonSplitter, type JsonElement } from './split.ts';

/** Splits `text`, handed over in pieces that end at `cuts`. */
function split(text: string | Buffer, cuts: number[] = [], limit?: number): JsonElement[] {
  const bytes = Buffer.from(text);
  const splitter = new JsonSplitter(['images', 'annotations'], limit);
  const found: JsonElement[] = [];
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    found.push(...splitter.push(bytes.subarray(from, cut)));
    from = cut;
  }
  splitter.end();
  return found;
}

function fault(text: string | Buffer): { code: string; position: number | undefined } {
  try {
    split(text);
  } catch (error) {
    if (error instanceof FormatError) return { code: error.code, position: error.position };
    throw error;
  }
  throw new Error('nothing was thrown');
}

const sample = `{"info": {"a]": "}", "n": [1, {"x": "\\"]"}]}, "licenses": [1,2], "images" : [ {"id":1,
  "file_name":"a\\\\\\u00e9{[\\"é😀.jpg"} ,{"id":2},3, "str]ing", true , null,[1,[2]],{}], "empty": [], "annotations":
  [] , "score": 1.5, "last": "x"} \n`;

const values = (elements: JsonElement[]) => elements.map(({ value }) => value);

describe('JsonSplitter', () => {
  it('gives the elements of wanted arrays and skips the rest', () => {
    expect(values(split(sample))).toEqual(JSON.parse(sample).images);
  });

  it('finds the same when the document is cut at any byte', () => {
    const whole = split(sample);
    const length = Buffer.byteLength(sample);
    for (let at = 0; at <= length; at += 1) expect(split(sample, [at])).toEqual(whole);
    const every = Array.from({ length }, (_, i) => i);
    expect(split(sample, every)).toEqual(whole);
  });

  it('finds what JSON.parse finds in any document, cut anywhere', () => {
    const document = fc.record({
      junk: fc.jsonValue(),
      images: fc.array(fc.jsonValue({ maxDepth: 5 })),
      annotations: fc.array(fc.jsonValue({ maxDepth: 5 })),
    });
    const cuts = fc.array(fc.nat(400), { maxLength: 8 });
    fc.assert(
      fc.property(document, cuts, fc.constantFrom(0, 2), (value, places, indent) => {
        const text = JSON.stringify(value, null, indent);
        const length = Buffer.byteLength(text);
        const sorted = places.map((at) => Math.min(at, length)).sort((a, b) => a - b);
        const copy = JSON.parse(text) as typeof value;
        expect(values(split(text, sorted))).toEqual([...copy.images, ...copy.annotations]);
      }),
    );
  });

  it('gives the place of every element', () => {
    const text = '{"images":[{"a":1}, {"a":2}],"annotations":[7]}';
    expect(split(text).map(({ section, index, position }) => [section, index, position])).toEqual([
      ['images', 0, 11],
      ['images', 1, 20],
      ['annotations', 0, 44],
    ]);
  });

  it.each([
    'NaN',
    'Infinity',
    '-Infinity',
    '01',
    '1.',
    'tru',
    '{"a":NaN}',
    '{"a" 1}',
    '{"a":"\t"}',
  ])('reports %s as the fault of one element', (bad) => {
    const found = split(`{"images":[1,${bad},{"b":2}]}`);
    expect(values(found)).toEqual([1, undefined, { b: 2 }]);
    expect(found[1]?.fault?.code).toBe('json_malformed');
  });

  it('reports broken UTF-8 but takes a real U+FFFD', () => {
    const broken = Buffer.concat([
      Buffer.from('{"images":["'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('","\uFFFD"]}'),
    ]);
    const found = split(broken);
    expect(found.map((element) => element.fault?.code)).toEqual(['json_not_utf8', undefined]);
    expect(found[1]?.value).toBe('\uFFFD');
  });

  it('refuses an element above the limit and goes on', () => {
    const text = `{"images":["${'x'.repeat(100)}", "short"]}`;
    for (const cuts of [[], [30], [20, 40, 60, 80]]) {
      const found = split(text, cuts, 50);
      expect(found[0]?.fault?.code).toBe('json_element_too_large');
      expect(found[1]?.value).toBe('short');
    }
  });

  it('names the byte of a fatal fault', () => {
    expect(fault('')).toEqual({ code: 'json_truncated', position: 0 });
    expect(fault('{"images":[{"id":1}')).toEqual({ code: 'json_truncated', position: 19 });
    expect(fault('{"images":[{"id":1')).toEqual({ code: 'json_truncated', position: 18 });
    expect(fault(' [1]')).toEqual({ code: 'json_array', position: 1 });
    expect(fault('hello')).toEqual({ code: 'json_not_object', position: 0 });
    expect(fault('\uFEFF{}')).toEqual({ code: 'json_bom', position: 0 });
    expect(fault(Buffer.from([0xff, 0xfe, 0x7b, 0]))).toEqual({ code: 'json_bom', position: 0 });
    expect(fault('{"images":{}}')).toEqual({ code: 'json_not_array', position: 10 });
    expect(fault('{"images":[{"a":1]}')).toEqual({ code: 'json_syntax', position: 17 });
    expect(fault('{"images":[1 2]}')).toEqual({ code: 'json_syntax', position: 13 });
    expect(fault('{"images":[1,]}')).toEqual({ code: 'json_syntax', position: 13 });
    expect(fault('{"images":[]} x')).toEqual({ code: 'json_syntax', position: 14 });
    expect(fault('{"images" []}')).toEqual({ code: 'json_syntax', position: 10 });
    expect(fault('{"info":1,}')).toEqual({ code: 'json_syntax', position: 10 });
  });

  it('takes 64 levels and no more', () => {
    const nested = (levels: number) =>
      `{"images":[${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}]}`;
    expect(split(nested(64))).toHaveLength(1);
    expect(fault(nested(65))).toEqual({ code: 'json_too_deep', position: 73 });
    expect(fault(`{"other":${'['.repeat(100_000)}`).code).toBe('json_too_deep');
  });

  it('walks the elements of a nested array, wherever the text is cut', () => {
    const text = `{"datasets":[{"uid":"a","items":[1,{"items":[9]}],"x":{"items":[8]}},{},{"items":[2]}],"images":[3]}`;
    for (let cut = 0; cut <= text.length; cut += 1) {
      const splitter = new JsonSplitter(['images'], undefined, { datasets: ['items'] });
      const found = [text.slice(0, cut), text.slice(cut)].flatMap((part) =>
        splitter.push(Buffer.from(part)),
      );
      splitter.end();
      expect(found.map(({ section, value }) => [section, value])).toEqual([
        ['items', 1],
        ['items', { items: [9] }],
        ['items', 2],
        ['images', 3],
      ]);
      expect(found.map(({ position }) => text.slice(position, position + 1)).join('')).toBe('1{23');
    }
  });

  it('says where a nested element is no object', () => {
    const splitter = new JsonSplitter([], undefined, { datasets: ['items'] });
    expect(() => splitter.push(Buffer.from('{"datasets":[7]}'))).toThrow(
      'not a JSON object (byte 13)',
    );
  });
});

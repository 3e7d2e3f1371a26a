import { Type as Library } from 'typebox';
import { expect, it } from 'vitest';
import { Type } from './schema.ts';

/** One of everything, by the builders of either side. */
function sample(build: typeof Type) {
  const text = build.String({ minLength: 1, description: 'a text' });
  return build.Object(
    {
      text,
      maybe: build.Optional(text),
      yes: build.Boolean(),
      whole: build.Integer({ minimum: 0 }),
      number: build.Number(),
      nothing: build.Null(),
      any: build.Unknown(),
      word: build.Literal('live'),
      list: build.Array(build.Object({ maybe: build.Optional(build.Integer()) })),
      either: build.Union([text, build.Null()], { title: 'either' }),
      more: build.Record(build.String(), build.Unknown()),
      own: build.Unsafe<string>({ type: 'string', enum: ['a', 'b'] }),
    },
    { description: 'one of everything' },
  );
}

it('writes down what TypeBox writes down', () => {
  expect(JSON.parse(JSON.stringify(sample(Type)))).toEqual(
    JSON.parse(JSON.stringify(sample(Library))),
  );
});

import { Type, type TSchema } from '../schema.ts';

const number = Type.Number();
const numbers = Type.Array(number);
const box = Type.Array(number, { minItems: 4, maxItems: 4, description: '[x, y, width, height]' });
const ring = Type.Array(number, { minItems: 6, description: '[x1, y1, x2, y2, …]' });
const parts = Type.Array(ring, { minItems: 1, maxItems: 10_000 });

const of = (type: string, fields: Record<string, TSchema>) =>
  Type.Object({ type: Type.Literal(type), ...fields });

/** As annotations are stored: pixels of the image as it is displayed. A box beside an outline may be left out. */
export const Geometry = Type.Union([
  of('bounding_box', {
    ...{ x: number, y: number, width: number, height: number },
    rotation: Type.Optional(Type.Number({ description: 'Degrees clockwise about the centre.' })),
  }),
  of('polygon', { parts, box: Type.Optional(box) }),
  of('segmentation_mask', {
    size: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 2, maxItems: 2 }),
    counts: Type.String({ description: "COCO's compressed runs." }),
    box: Type.Optional(box),
  }),
  of('keypoints', {
    points: Type.Array(numbers, { minItems: 1, description: '[x, y, visibility] each' }),
    box: Type.Optional(box),
    parts: Type.Optional(parts),
  }),
  of('polyline', {
    vertices: Type.Array(Type.Array(number, { minItems: 2, maxItems: 2 }), { minItems: 2 }),
  }),
  of('cuboid', {
    center: Type.Object({ x: number, y: number, z: number }),
    dimensions: Type.Object({ length: number, width: number, height: number }),
    rotation: Type.Object({ yaw: number, pitch: number, roll: number }),
  }),
  of('classification', {}),
  of('text_span', { start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) }),
  of('text_relation', { from: Type.String(), to: Type.String() }),
  of('audio_span', { start: number, end: number }),
  of('transcript', { content: Type.String() }),
]);

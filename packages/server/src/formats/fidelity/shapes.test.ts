import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enclosingBox } from '../geometry/box.ts';
import type { Geometry, GeometryType } from '../model.ts';
import { close } from '../testing/close.ts';
import { annotation, completed, item, label, media } from '../testing/export-source.ts';
import { roundTrip } from '../testing/round-trip.ts';
import { objects } from '../testing/shapes.ts';
import { shapes, type Shape } from './model.ts';
import { fidelities, titleOf } from './table.ts';

/** The gap shows that a class index is not a position. */
const car = label('car', 0);
const person = label('person', 2, { keypoints: ['nose', 'eye'], skeleton: [[1, 2]] });

/** What the words of the table mean, by the type that comes back. */
const types: Record<string, GeometryType> = {
  polygon: 'polygon',
  'polygon of four points': 'polygon',
  'one ring': 'polygon',
  'its outline': 'polygon',
  'box around it': 'bounding_box',
  'box around it, difficult': 'bounding_box',
  'box around it, DontCare': 'bounding_box',
  'box, no point labelled': 'bounding_box',
  'smallest rotated box': 'bounding_box',
};

function around(geometry: Geometry): Geometry {
  const [x = NaN, y = NaN, width = NaN, height = NaN] = enclosingBox(geometry) ?? [];
  return { type: 'bounding_box', x, y, width, height };
}

const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

describe.each(fidelities.map((one) => [titleOf(one), one] as const))('%s', (_title, fidelity) => {
  it.each(Object.keys(shapes) as Shape[])('%s', async (shape) => {
    const fate = fidelity.shapes[shape];
    const of = shape === 'keypoints' ? person : car;
    await fc.assert(
      fc.asyncProperty(objects(shape), async (made) => {
        const given = made.map(({ geometry, attributes }) => annotation(of, geometry, attributes));
        const all = await roundTrip(
          fidelity,
          [car, person],
          [item('drive/a.jpg', { media: media('a'), results: [completed('p', ...given)] })],
        );
        const [report] = Object.values(all.document.annotations);
        expect(report?.selected).toBe(given.length);
        if (fate === 'lost') {
          expect(sum(report?.lost ?? {})).toBe(given.length);
          expect(all.annotations).toEqual([]);
          return;
        }
        expect(report?.written).toBe(given.length);
        const name = (typeof fate === 'object' && fate.label) || of.name;
        expect(all.annotations.map((one) => one.label)).toEqual(given.map(() => name));
        expect(sum(report?.changed ?? {})).toBeGreaterThanOrEqual(
          fate === 'kept' ? 0 : given.length,
        );
        if (fate !== 'kept') {
          for (const { geometry } of all.annotations) {
            expect(geometry.type).toBe(types[fate.converted]);
          }
        }
        // An upright box around the object is as exact as an object that is kept.
        const boxes = fate !== 'kept' && fate.converted.startsWith('box around it');
        if (fate !== 'kept' && !boxes) return;
        if (!boxes) expect(report?.changed).toEqual({});
        const left = all.annotations.map(({ geometry }) => geometry);
        for (const one of given) {
          const geometry = boxes ? around(one.geometry) : one.geometry;
          const at = left.findIndex((other) => close(geometry, other, fidelity.within));
          expect(at, `${JSON.stringify(geometry)} among ${JSON.stringify(left)}`).not.toBe(-1);
          left.splice(at, 1);
        }
      }),
      // Each run is a whole archive; the shapes are simple.
      { numRuns: 15 },
    );
  });
});

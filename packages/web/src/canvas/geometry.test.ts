import { describe, expect, it } from 'vitest';
import { classStyle, inkOn } from './classes.ts';
import { boundsOf, cornersOf, pointsOf, type Geometry } from './geometry.ts';
import { hit, isInside } from './hit.ts';

describe('boxes', () => {
  it('turns clockwise about the centre', () => {
    const box = { type: 'bounding_box', x: 0, y: 0, width: 4, height: 2, rotation: 90 } as const;
    const corners = cornersOf(box).map((point) => point.map(Math.round));
    expect(corners).toEqual([
      [3, -1],
      [3, 3],
      [1, 3],
      [1, -1],
    ]);
    expect(boundsOf(box)?.map(Math.round)).toEqual([1, -1, 2, 4]);
  });

  it('has no bounds where there is no place', () => {
    expect(boundsOf({ type: 'classification' })).toBeUndefined();
    expect(boundsOf({ type: 'polyline', vertices: [] })).toBeUndefined();
  });
});

describe('hit', () => {
  const style = classStyle(0);
  const square = (uid: string, x: number, width: number) => ({
    uid,
    label: uid,
    style,
    geometry: { type: 'bounding_box', x, y: x, width, height: width } as const,
  });

  it('finds the smallest', () => {
    const all = [square('small', 4, 2), square('large', 0, 10)];
    expect(hit(all, [5, 5], 0)?.uid).toBe('small');
    expect(hit(all, [8, 8], 0)?.uid).toBe('large');
    expect(hit(all, [12, 5], 1)).toBeUndefined();
    expect(hit(all, [12, 5], 3)?.uid).toBe('large');
  });

  it('leaves out the hole of a polygon', () => {
    const ring = [0, 0, 10, 0, 10, 10, 0, 10];
    const hole = [3, 3, 7, 3, 7, 7, 3, 7];
    const geometry: Geometry = { type: 'polygon', parts: [ring, hole], box: [0, 0, 10, 10] };
    const drawn = { uid: 'p', label: 'p', style, geometry };
    expect(hit([drawn], [5, 5], 0)).toBeUndefined();
    expect(hit([drawn], [1, 5], 0)?.uid).toBe('p');
    expect(isInside(pointsOf(ring), [5, 5])).toBe(true);
  });
});

describe('classes', () => {
  it('gives the first 32 something of their own', () => {
    const styles = Array.from({ length: 32 }, (_, index) => JSON.stringify(classStyle(index)));
    expect(new Set(styles).size).toBe(32);
    expect(classStyle(-1)).toEqual(classStyle(0));
  });

  it('writes on light colours in black', () => {
    expect([inkOn('#f0e442'), inkOn('#053f36')]).toEqual(['#000000', '#ffffff']);
  });
});

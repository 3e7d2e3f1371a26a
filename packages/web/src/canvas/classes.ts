/** How a class is drawn: told apart by colour, then by dash, and by the mark at its name. */
export interface ClassStyle {
  /** `#rrggbb` */
  colour: string;
  /** Lengths in screen pixels, as canvas takes them. */
  dash: readonly number[];
  /** One character that stands before the name: the same for all classes of one dash. */
  mark: string;
}

/**
 * After Okabe and Ito (2008): distinct for red-green and blue-yellow blindness. Their black is a white here, and the
 * blue lighter, as these are drawn on photographs with a dark casing.
 */
const COLOURS = [
  '#f5a623',
  '#56b4e9',
  '#00b083',
  '#f0e442',
  '#e8602c',
  '#d98bbb',
  '#3f8fd2',
  '#f4f4f0',
] as const;

const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]] as const;
const MARKS = ['●', '◆', '▲', '■'] as const;

/** Stable: depends on the class index alone. Repeats after 32 classes. */
export function classStyle(classIndex: number): ClassStyle {
  const index = Math.max(0, Math.trunc(classIndex));
  const turn = Math.floor(index / COLOURS.length) % DASHES.length;
  return {
    colour: COLOURS[index % COLOURS.length] ?? COLOURS[0],
    dash: DASHES[turn] ?? [],
    mark: MARKS[turn] ?? MARKS[0],
  };
}

/** Black or white, whichever can be read on `colour` (`#rrggbb`). */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const [r, g, b] = rgbOf(colour);
  // Relative luminance without the gamma step is enough to choose between two.
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 115 ? '#000000' : '#ffffff';
}

/** 0 to 255 each. */
export function rgbOf(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

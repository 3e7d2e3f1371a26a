/**
 * The run lengths in COCO's compressed string: zeros, ones, zeros, … Each number is written in groups of 5 bits,
 * lowest first, as characters from `0` (48) on; bit 6 says that more groups follow. From the fourth number on, the
 * difference to the number two places before is written. Throws RangeError when the string ends inside a number.
 */
export function runsOf(counts: string): number[] {
  const runs: number[] = [];
  let at = 0;
  while (at < counts.length) {
    let value = 0;
    let scale = 1;
    let group: number;
    do {
      if (at >= counts.length) throw new RangeError('The run lengths end too early');
      group = counts.charCodeAt(at++) - 48;
      value += (group & 31) * scale;
      scale *= 32;
    } while (group & 32);
    // The highest bit of the last group is the sign.
    if (group & 16) value -= scale;
    runs.push(runs.length > 2 ? value + (runs.at(-2) ?? 0) : value);
  }
  return runs;
}

/** Pixels of the mask: the sum of the runs of ones. */
export function maskArea(runs: number[]): number {
  return runs.reduce((sum, run, at) => (at % 2 === 1 ? sum + run : sum), 0);
}

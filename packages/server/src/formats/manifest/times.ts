/** Seconds of `hh:mm:ss.SSS`, also of a plain number of seconds; NaN for everything else. */
export function readTime(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return NaN;
  const [, hours = '0', minutes = '0', seconds] =
    /^(?:(\d{1,4}):)?(?:(\d{1,2}):)?(\d{1,9}(?:\.\d+)?)$/.exec(value.trim()) ?? [];
  if (seconds === undefined) return NaN;
  // `mm:ss` has one colon, and the first group takes it.
  const isShort = value.split(':').length === 2;
  const [h, m] = isShort ? [0, Number(hours)] : [Number(hours), Number(minutes)];
  return millis((h * 60 + m) * 60 + Number(seconds));
}

/** Seconds as `hh:mm:ss.SSS`. */
export function printTime(seconds: number): string {
  const total = Math.round(seconds * 1000);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  const whole = Math.floor(total / 1000);
  const clock = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${clock.map((part) => pad(part, 2)).join(':')}.${pad(total % 1000, 3)}`;
}

/** The sum of hours and seconds, without what floating point adds to it. */
const millis = (seconds: number) => Math.round(seconds * 1e6) / 1e6;

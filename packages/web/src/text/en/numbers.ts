const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** 118287 → 118,287 */
export const count = (value: number): string => whole.format(value);
/** 118287 → 118.3K */
export const compact = (value: number): string => short.format(value);
/** The noun in the number that belongs to it: `plural(1, 'item')` → 1 item */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** In powers of 1000, three digits at most: 5283689 → 5.28 MB */
export function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), UNITS.length - 1);
  const scaled = value / 1000 ** power;
  return `${power === 0 ? String(value) : scaled.toPrecision(3)} ${UNITS[power] ?? ''}`;
}

/** Seconds as people say them: 75 → 1 min 15 s */
export function duration(seconds: number): string {
  const all = Math.round(seconds);
  if (all < 60) return `${all} s`;
  const minutes = Math.floor(all / 60);
  return minutes < 60
    ? `${minutes} min ${all % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const STEPS: [limit: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [604_800, 86_400, 'day'],
];

/** How long ago: `just now`, `5 min. ago`, after a week the date. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (seconds < 60) return 'just now';
  const step = STEPS.find(([limit]) => seconds < limit);
  if (!step) return day.format(new Date(iso));
  return relative.format(-Math.floor(seconds / step[1]), step[2]);
}

export const dateTime = (iso: string): string => moment.format(new Date(iso));

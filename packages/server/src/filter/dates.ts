/** The time a value stands for: `to` is exclusive and absent for a single moment. */
export interface Period {
  from: string;
  to?: string;
}

const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?([Zz]|[+-]\d{2}:?\d{2})?)?$/;
const DAY = 86_400_000;

/**
 * An ISO 8601 date, which is the whole day in UTC, or a date with a time, which is that moment to the millisecond
 * (UTC when it names no zone). Undefined for anything else, and for days and hours that do not exist.
 */
export function parseDate(text: string): Period | undefined {
  const parts = DATE.exec(text);
  if (!parts) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '', second = '00', zone = 'Z'] = parts;
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  // Date.parse turns 30 February into March, and PostgreSQL has no year 0.
  const exists = new Date(midnight || 0).toISOString().startsWith(`${year}-${month}-${day}`);
  if (!exists || Number.isNaN(midnight) || year === '0000') return undefined;
  if (hour === undefined) return { from: iso(midnight), to: iso(midnight + DAY) };
  const fraction = /\.\d+/.exec(text)?.[0].slice(0, 4) ?? '';
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const moment = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`,
  );
  return Number.isNaN(moment) ? undefined : { from: iso(moment) };
}

/** PostgreSQL reads neither a sign nor six digits of a year. */
function iso(time: number): string {
  const latest = Date.parse('9999-12-31T23:59:59.999Z');
  const earliest = Date.parse('0001-01-01T00:00:00Z');
  return new Date(Math.min(Math.max(time, earliest), latest)).toISOString();
}

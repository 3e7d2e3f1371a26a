import type { WriteStream } from 'node:tty';

/** A terminal is repainted this often; a log gets a line this often. */
const TERMINAL_MS = 100;
const LINE_MS = 5_000;

/** The bar takes what the numbers leave of the line: with less than the smallest it says nothing. */
const BAR = { least: 8, most: 24 };

/** A rate is not told before: that of the first items says little about the rest. */
const SETTLED_S = 1;

/** What a terminal has that does not say. */
const COLUMNS = 80;

/** What a command is doing, how far it is and where that ends; `total` 0 is not known. */
export interface Step {
  name: string;
  done: number;
  total: number;
  unit: 'bytes' | 'items';
}

/** Shows how far a command is: a bar on a terminal, else a line every few seconds. Call `end` in every case. */
export function showProgress(output: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): {
  update(step: Step): void;
  end(): void;
} {
  let painted = 0;
  let begun: { name: string; at: number; from: number } | undefined;
  let onScreen = false;
  return {
    update(step) {
      const now = performance.now();
      // Going on after an interruption, reading starts from the front again.
      if (begun?.name !== step.name || step.done < begun.from) {
        begun = { name: step.name, at: now, from: step.done };
        painted = output.isTTY ? 0 : now;
      }
      if (now - painted < (output.isTTY ? TERMINAL_MS : LINE_MS)) return;
      painted = now;
      // One less than the terminal has: a full line would begin the next.
      const columns = (output.columns || COLUMNS) - 1;
      const line = describe(step, (now - begun.at) / 1000, step.done - begun.from, columns);
      if (output.isTTY) output.write(`\r\u001b[2K${line}`);
      else output.write(`${line}\n`);
      onScreen = output.isTTY;
    },
    end() {
      if (onScreen) output.write('\r\u001b[2K');
    },
  };
}

/** One line: what, bar, how much, how fast, how long still. `progressed` in `seconds` gives the rate. */
export function describe(
  step: Step,
  seconds: number,
  progressed: number,
  columns = COLUMNS,
): string {
  const name = step.name.padEnd(11);
  if (step.total <= 0) return `${name} ...`;
  const share = Math.min(1, step.done / step.total);
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const amount = `${quantity(step.done, step.unit)} of ${quantity(step.total, step.unit)}`;
  const rate = seconds >= SETTLED_S ? progressed / seconds : 0;
  const speed = rate > 0 ? `, ${quantity(rate, step.unit)}/s` : '';
  const left = rate > 0 && share < 1 ? `, ${duration((step.total - step.done) / rate)} left` : '';
  const numbers = `${percent} %  ${amount}${speed}${left}`;
  return `${name} ${bar(share, columns - name.length - numbers.length)}${numbers}`.slice(
    0,
    columns,
  );
}

/** `room`: what is left of the line for the bar, its brackets and the spaces around them. */
function bar(share: number, room: number): string {
  const width = Math.min(BAR.most, room - ' [] '.length);
  if (width < BAR.least) return '';
  return `[${'#'.repeat(Math.round(share * width)).padEnd(width, '.')}] `;
}

function quantity(value: number, unit: Step['unit']): string {
  if (unit === 'items') return `${Math.round(value).toLocaleString('en')}`;
  return `${(value / 1e6).toFixed(value < 1e8 ? 1 : 0)} MB`;
}

/** `42 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

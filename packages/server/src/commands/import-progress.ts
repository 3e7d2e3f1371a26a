import type { WriteStream } from 'node:tty';
import type { Import } from '../catalog/imports/model.ts';

/** A terminal is repainted this often; a log gets a line this often. */
const TERMINAL_MS = 100;
const LINE_MS = 5_000;
const BAR_WIDTH = 24;

/** What a phase counts, how far it is and where it ends; `total` 0 is not known. */
interface Step {
  phase: string;
  done: number;
  total: number;
  unit: 'bytes' | 'items';
}

const words: Record<string, string> = {
  staging: 'Reading',
  publishing: 'Importing',
  undoing: 'Taking back',
};

/** Shows how far an import is: a bar on a terminal, else a line every few seconds. Call `end` in every case. */
export function showProgress(output: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): {
  update(row: Import): void;
  end(): void;
} {
  let painted = 0;
  let begun: { phase: string; at: number; from: number } | undefined;
  let onScreen = false;
  return {
    update(row) {
      const now = performance.now();
      const step = stepOf(row);
      if (!step) return;
      // Going on after an interruption, reading starts from the front again.
      if (begun?.phase !== step.phase || step.done < begun.from) {
        begun = { phase: step.phase, at: now, from: step.done };
        painted = output.isTTY ? 0 : now;
      }
      if (now - painted < (output.isTTY ? TERMINAL_MS : LINE_MS)) return;
      painted = now;
      const line = describe(step, (now - begun.at) / 1000, step.done - begun.from);
      if (output.isTTY) output.write(`\r\u001b[2K${line.slice(0, (output.columns || 80) - 1)}`);
      else output.write(`${line}\n`);
      onScreen = output.isTTY;
    },
    end() {
      if (onScreen) output.write('\r\u001b[2K');
    },
  };
}

function stepOf(row: Import): Step | undefined {
  const { phase, published, item_total: items } = row;
  if (phase === 'staging') {
    return { phase, done: row.staged_bytes, total: row.total_bytes, unit: 'bytes' };
  }
  if (phase === 'publishing') return { phase, done: published, total: items ?? 0, unit: 'items' };
  return phase === 'undoing' ? { phase, done: 0, total: 0, unit: 'items' } : undefined;
}

/** One line: what, bar, how much, how fast, how long still. `progressed` in `seconds` gives the rate. */
export function describe(step: Step, seconds: number, progressed: number): string {
  const word = (words[step.phase] ?? step.phase).padEnd(11);
  if (step.total <= 0) return `${word} ...`;
  const share = Math.min(1, step.done / step.total);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = '#'.repeat(filled).padEnd(BAR_WIDTH, '.');
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const amount = `${quantity(step.done, step.unit)} of ${quantity(step.total, step.unit)}`;
  const rate = seconds > 0 ? progressed / seconds : 0;
  const speed = rate > 0 ? `, ${quantity(rate, step.unit)}/s` : '';
  const left = rate > 0 && share < 1 ? `, ${duration((step.total - step.done) / rate)} left` : '';
  return `${word} [${bar}] ${percent} %  ${amount}${speed}${left}`;
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

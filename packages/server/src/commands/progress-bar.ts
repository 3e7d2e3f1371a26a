/** Milliseconds between two drawings: often enough to look alive. */
const DRAW_MS = 200;
const WIDTH = 30;

/** A bar with rate and time left on a terminal; silent elsewhere. */
export class ProgressBar {
  private readonly output: NodeJS.WriteStream;
  private readonly unit: string;
  private readonly start = Date.now();
  private drawn = 0;

  constructor(unit: string, output: NodeJS.WriteStream = process.stderr) {
    this.unit = unit;
    this.output = output;
  }

  show(done: number, total: number): void {
    const now = Date.now();
    if (!this.output.isTTY || now - this.drawn < DRAW_MS) return;
    this.drawn = now;
    this.output.write(`\r\x1b[K${barText(done, total, now - this.start, this.unit)}`);
  }

  /** Removes the bar, so that other text may follow. */
  clear(): void {
    if (this.drawn > 0) this.output.write('\r\x1b[K');
  }
}

/** `elapsed` in milliseconds. */
export function barText(done: number, total: number, elapsed: number, unit: string): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(share * WIDTH);
  const bar = '#'.repeat(filled).padEnd(WIDTH, '.');
  const rate = elapsed > 0 ? (done * 1000) / elapsed : 0;
  const left = rate > 0 ? ` ${timeText((total - done) / rate)} left` : '';
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `[${bar}] ${percent} %  ${done} of ${total} ${unit}, ${Math.round(rate)} per s${left}`;
}

function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export type Outcome = 'changed' | 'skipped' | 'lost';

/** How often each reason came up for one kind of thing. */
export class Tally {
  written = 0;
  private readonly counts = {
    changed: new Map<string, number>(),
    skipped: new Map<string, number>(),
    lost: new Map<string, number>(),
  };

  add(outcome: Outcome, reason: string): void {
    const counts = this.counts[outcome];
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }

  total(outcome: Outcome): number {
    let sum = 0;
    for (const count of this.counts[outcome].values()) sum += count;
    return sum;
  }

  /** By reason in alphabetical order. */
  reasons(outcome: Outcome): Record<string, number> {
    return Object.fromEntries([...this.counts[outcome]].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  document() {
    return {
      selected: this.written + this.total('skipped') + this.total('lost'),
      written: this.written,
      changed: this.reasons('changed'),
      lost: this.reasons('lost'),
    };
  }
}

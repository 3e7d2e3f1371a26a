/** The most that a slice of named items may hold. */
export const MAX_SELECTED = 10_000;

/** The chosen items, by uid; tiles listen to it one by one, so that choosing one draws one. */
export class Selection {
  private readonly chosen = new Set<string>();
  private readonly listeners = new Set<() => void>();
  /** The tile from which a range goes out. */
  anchor: number | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get size(): number {
    return this.chosen.size;
  }

  get full(): boolean {
    return this.chosen.size >= MAX_SELECTED;
  }

  has(uid: string): boolean {
    return this.chosen.has(uid);
  }

  uids(): string[] {
    return [...this.chosen];
  }

  toggle(uid: string, index: number): void {
    if (!this.chosen.delete(uid) && !this.full) this.chosen.add(uid);
    this.anchor = index;
    this.changed();
  }

  /** As many as there is room for. */
  add(uids: readonly string[]): void {
    for (const uid of uids) if (!this.full) this.chosen.add(uid);
    this.changed();
  }

  clear(): void {
    if (this.chosen.size === 0) return;
    this.chosen.clear();
    this.anchor = undefined;
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

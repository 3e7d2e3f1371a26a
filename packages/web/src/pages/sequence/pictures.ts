/** Pictures kept beside those that are wanted: so many that stepping back is at once. */
const KEPT = 60;

interface Held {
  image: HTMLImageElement;
  state: 'asked' | 'ready' | 'broken';
}

/** The pictures of a film, decoded before they are shown. */
export class Pictures {
  private readonly held = new Map<string, Held>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Undefined while it loads. */
  get(url: string): HTMLImageElement | 'broken' | undefined {
    const found = this.held.get(url);
    if (found?.state === 'broken') return 'broken';
    return found?.state === 'ready' ? found.image : undefined;
  }

  /** Loads these, the first ones first, and gives up what was asked for before and is no longer wanted. */
  want(urls: readonly string[]): void {
    const wanted = new Set(urls);
    for (const [url, { state }] of this.held) {
      if (state === 'asked' && !wanted.has(url)) this.drop(url);
    }
    for (const url of wanted) {
      const known = this.held.get(url);
      // Taken out and put in again it is the youngest.
      this.held.delete(url);
      this.held.set(url, known ?? this.load(url));
    }
    for (const url of this.held.keys()) {
      if (this.held.size <= KEPT + wanted.size) return;
      if (!wanted.has(url)) this.drop(url);
    }
  }

  private load(url: string): Held {
    const held: Held = { image: new Image(), state: 'asked' };
    const end = (state: 'ready' | 'broken') => {
      if (this.held.get(url) !== held) return;
      held.state = state;
      for (const listener of this.listeners) listener();
    };
    held.image.src = url;
    held.image.decode().then(
      () => end('ready'),
      () => end('broken'),
    );
    return held;
  }

  private drop(url: string): void {
    const held = this.held.get(url);
    this.held.delete(url);
    // Ends the request when it is still under way.
    if (held?.state === 'asked') held.image.removeAttribute('src');
  }
}

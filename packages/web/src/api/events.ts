/** How a stream ended or stands; `closed` means that the browser tries again by itself. */
export type StreamState = 'open' | 'closed' | 'gone';

/**
 * Listens to server-sent events below /api/v1. `onEvent` gets the event's name and its parsed data. Returns the
 * function that ends it. The browser reconnects by itself with Last-Event-ID.
 */
export function listen(
  path: string,
  names: readonly string[],
  onEvent: (name: string, data: unknown) => void,
  onState: (state: StreamState) => void = () => undefined,
): () => void {
  const source = new EventSource(`/api/v1${path}`, { withCredentials: true });
  for (const name of names) {
    source.addEventListener(name, (event) => {
      onEvent(name, JSON.parse((event as MessageEvent<string>).data) as unknown);
    });
  }
  source.onopen = () => onState('open');
  source.onerror = () => onState(source.readyState === EventSource.CLOSED ? 'gone' : 'closed');
  return () => source.close();
}

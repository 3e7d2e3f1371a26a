/**
 * `work` on each of `inputs`, results in their order, up to `width` at work at a time: small files are read while
 * others are on their way. Each piece of work must end by itself; the first failure ends the whole.
 */
export async function* mapAhead<In, Out>(
  inputs: AsyncIterable<In>,
  width: number,
  work: (input: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const running: Promise<Out>[] = [];
  for await (const input of inputs) {
    const result = work(input);
    // Awaited below in its turn; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    running.push(result);
    const first = running.length >= width ? running.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of running) yield await result;
}

/**
 * The same values in the same order, `count` of them asked for before they are wanted, one after the other. What was
 * asked for when the reader stops is made and dropped.
 */
export async function* ahead<T>(source: AsyncGenerator<T>, count: number): AsyncGenerator<T> {
  const ask = () => {
    const next = source.next();
    // When the reader has stopped nobody waits for it.
    next.catch(() => undefined);
    return next;
  };
  const asked = Array.from({ length: count }, ask);
  for (;;) {
    const next = await asked.shift();
    if (!next || next.done) return;
    asked.push(ask());
    yield next.value;
  }
}

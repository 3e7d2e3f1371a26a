/** How many answers are kept unless said otherwise. */
const MOST = 1_000;

/**
 * `make`, which always makes the same of the same text, once for each text as long as it is kept. What it made belongs
 * to all who get it: it is not to be changed. Nothing is kept of what it throws.
 */
export function remember<Value>(
  make: (text: string) => Value,
  most = MOST,
): (text: string) => Value {
  const made = new Map<string, Value>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    // All at once: what is asked for again and again is soon back.
    if (made.size >= most) made.clear();
    made.set(text, value);
    return value;
  };
}

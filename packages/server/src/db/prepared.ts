/**
 * How many texts a connection keeps prepared: some 20 KB each in PostgreSQL. Those beyond work all the same, they are
 * only parsed each time.
 */
const MOST = 200;

const names = new Map<string, string>();

/** The name that a statement of this text is prepared under, in every connection; undefined when there are too many. */
export function preparedName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST) return known;
  const name = `sheaf${names.size}`;
  names.set(text, name);
  return name;
}

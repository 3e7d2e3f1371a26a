/** Deeper values overflow the stack of one program or another on their way. */
const MAX_DEPTH = 64;

/** Whether objects and lists are nested no deeper than Sheaf keeps them. */
export function isShallow(value: unknown, depth = MAX_DEPTH): boolean {
  if (value === null || typeof value !== 'object') return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

/** Objects whose text is remembered. Beyond it all are forgotten: those of now are not those of a while ago. */
const REMEMBERED = 256;

/** `make`, called once for each object that comes again and again, such as a label or the attributes of many annotations. */
export function remembering<T extends object>(make: (value: T) => string): (value: T) => string {
  const texts = new Map<T, string>();
  return (value) => {
    let text = texts.get(value);
    if (text === undefined) {
      if (texts.size === REMEMBERED) texts.clear();
      texts.set(value, (text = make(value)));
    }
    return text;
  };
}

const words: Record<string, string> = {
  train: 'train',
  training: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  test: 'test',
  testing: 'test',
};

/** The split that a file or folder is named after (`instances_val2017`, `valid`), as `train`, `val` or `test`. */
export function splitOf(name: string): string | undefined {
  for (const word of name.toLowerCase().split(/[^a-z]+/)) {
    if (Object.hasOwn(words, word)) return words[word];
  }
  return undefined;
}

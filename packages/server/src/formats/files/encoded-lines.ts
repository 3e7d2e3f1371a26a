import type { ImportSource } from '../model.ts';

/** Characters of a line; what is longer comes cut, one character longer than this. */
export const MAX_LINE_CHARACTERS = 1024 * 1024;

/** UTF-8, or else what Chinese texts are written in: GB 18030, of which GBK is a part. */
export type Encoding = 'utf-8' | 'gb18030';

/** Which of the two a file is in; reads it to its end, or up to the first byte that is not UTF-8. */
export async function encodingOf(source: ImportSource, file: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source.read(file)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

/** The lines of a text file of any size in one of the encodings, without their ends and a byte order mark. */
export async function* encodedLines(source: ImportSource, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(source, file));
  let rest = '';
  for await (const chunk of source.read(file)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = cut(lines.pop() ?? '');
    for (const line of lines) yield cut(line.replace(/\r$/, ''));
  }
  rest += decoder.decode();
  if (rest !== '') yield cut(rest.replace(/\r$/, ''));
}

const cut = (line: string) => line.slice(0, MAX_LINE_CHARACTERS + 1);

/** A piece of a filter's text, for colouring, completing and taking apart. Never fails: what is wrong the server says. */
export interface Token {
  kind: 'word' | 'quoted' | 'relation' | 'join' | 'open' | 'close' | 'comma' | 'space' | 'other';
  text: string;
  start: number;
  end: number;
}

const PATTERNS: [Token['kind'], RegExp][] = [
  ['space', /\s+/y],
  ['quoted', /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/y],
  ['relation', /!=|<=|>=|[=<>:]/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['comma', /,/y],
  ['join', /&|(?:AND|OR|NOT|IN)(?![\w.-])/iy],
  ['word', /[^\s()[\]{}&|,=!<>*;?\\"':]+(?:"(?:\\.|[^"\\])*"?[^\s()[\]{}&|,=!<>*;?\\"':]*)*/y],
  ['other', /./suy],
];

/** All of the text, in order. A quoted name inside a path (`metadata."a b"`) is part of its word. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    for (const [kind, pattern] of PATTERNS) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined || found === '') continue;
      tokens.push({ kind, text: found, start: at, end: at + found.length });
      at += found.length;
      break;
    }
  }
  return tokens;
}

/** A value as a filter writes it: quoted when it must be. */
export function quoteValue(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const bare = /^[^\s()[\]{}&|,=!<>*;?\\"':]+$/.test(value);
  const keyword = /^(and|or|not|in|true|false|null)$/i.test(value);
  const number = /^-?\d/.test(value);
  return bare && !keyword && !number ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** What XML 1.0 has no form for, escaped or not; lone surrogates are no characters at all. */
const NOT_XML =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;
const NOT_XML_ALL = new RegExp(NOT_XML, 'gu');
const MARKUP = /[&<>\r]/g;
const MARKUP_FORMS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // Readers take a bare one for a line feed.
  '\r': '&#13;',
};

/** `text` as the content of an element; what XML cannot hold becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(MARKUP, (character) => MARKUP_FORMS[character] ?? character)
    .replace(NOT_XML_ALL, '\uFFFD');
}

/** Whether a text comes back from an XML reader as it is: readers trim it and take an empty one for none. */
export function isPlainText(text: string): boolean {
  return text !== '' && text === text.trim() && !NOT_XML.test(text);
}

/** A value as JSON that XML can hold, not escaped for it. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(NOT_XML_ALL, unicodeEscape);
}

/** `\u000a` for what a name cannot hold as it is. */
export function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

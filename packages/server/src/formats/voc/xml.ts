import { SaxesParser } from 'saxes';
import { FormatError } from '../errors.ts';

/** Elements nest 5 deep in VOC; a stack of elements must not grow with the file. */
const MAX_DEPTH = 32;
/** Objects, parts and attributes of one image. */
const MAX_ELEMENTS = 1_000_000;

export interface XmlElement {
  name: string;
  /** The text directly inside, trimmed. */
  text: string;
  children: XmlElement[];
}

/**
 * The elements of a small XML document; attributes, comments and namespaces are dropped. Throws FormatError
 * `xml_doctype_refused` for any document type (entities are declared there, and nothing else is of use), `xml_invalid`
 * for everything that is not well-formed, and `xml_too_deep`.
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  parser.on('error', (error) => {
    throw new FormatError('xml_invalid', error.message);
  });
  parser.on('doctype', () => {
    throw new FormatError('xml_doctype_refused', 'a document type may declare entities');
  });
  parser.on('opentag', ({ name }) => {
    count += 1;
    if (open.length === MAX_DEPTH || count > MAX_ELEMENTS) {
      throw new FormatError('xml_too_deep', 'the XML has too many elements');
    }
    const element: XmlElement = { name, text: '', children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (piece: string) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) element.text = element.text.trim();
  });
  parser.write(text).close();
  if (!root) throw new FormatError('xml_invalid', 'the file is empty');
  return root;
}

/** The first child of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((inner) => inner.name === name);
}

/** The text of the first child of that name; '' when there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return child(element, name)?.text ?? '';
}

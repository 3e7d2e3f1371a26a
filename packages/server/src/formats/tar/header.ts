/** Tar is made of blocks of this many bytes; a file's last one is filled up with zeros. */
export const BLOCK = 512;
/** Bytes of a name that stands in the header itself. */
const NAME_BYTES = 100;
/** The largest size that eleven octal digits hold; larger ones stand in a header of their own. */
const MAX_SIZE = 8 ** 11 - 1;

/** How many zeros fill up the last block of a file. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/**
 * The header of a regular file: ustar, with an extended header (pax) before it when the name is longer than 100 bytes
 * or not ASCII, or the file is larger than 8 GiB. No date, no owner: the same file gives the same bytes.
 */
export function fileHeader(path: string, size: number): Buffer {
  const name = Buffer.from(path, 'utf8');
  const records: [string, string][] = [];
  // eslint-disable-next-line no-control-regex -- ASCII begins at 0
  if (name.length > NAME_BYTES || /[^\u0000-\u007f]/.test(path)) records.push(['path', path]);
  if (size > MAX_SIZE) records.push(['size', String(size)]);
  const own = block(name.subarray(0, NAME_BYTES), Math.min(size, MAX_SIZE), '0');
  if (records.length === 0) return own;
  const extended = Buffer.from(records.map(paxRecord).join(''), 'utf8');
  const filled = Buffer.alloc(extended.length + paddingOf(extended.length));
  extended.copy(filled);
  return Buffer.concat([block(Buffer.from('pax_header'), extended.length, 'x'), filled, own]);
}

/** `length name=value\n`; the length counts its own digits. */
function paxRecord([name, value]: [string, string]): string {
  const rest = ` ${name}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  if (String(length).length > String(bytes).length) length = bytes + String(length).length;
  return `${length}${rest}`;
}

function block(name: Buffer, size: number, type: '0' | 'x'): Buffer {
  const header = Buffer.alloc(BLOCK);
  name.copy(header);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(type, 156);
  header.write('ustar\0' + '00', 257);
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** The sum of a header's bytes, its own field taken as spaces. */
export function checksumOf(header: Buffer): number {
  let sum = 8 * 32;
  for (let at = 0; at < 148; at += 1) sum += header[at] ?? 0;
  for (let at = 156; at < BLOCK; at += 1) sum += header[at] ?? 0;
  return sum;
}

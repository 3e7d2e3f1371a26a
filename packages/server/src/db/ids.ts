import { createHash, randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;
let lastTime = 0;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then a 12-bit counter that keeps ids of one process and
 * millisecond in order, then 62 random bits. Sortable, so newest-first paging is a key order.
 */
export function newUid(): string {
  const now = Date.now();
  if (now > lastTime) {
    lastTime = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    // The clock stands still or went back: borrow the next millisecond to stay in order.
    lastTime += 1;
    counter = 0;
  }
  if (used + 8 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const time = lastTime.toString(16).padStart(12, '0');
  const sequence = (0x7000 | counter).toString(16);
  const variant = (0x80 | (pool.readUInt8(used) & 0x3f)).toString(16);
  const random = variant + pool.toString('hex', used + 1, used + 8);
  used += 8;
  return `${time.slice(0, 8)}-${time.slice(8)}-${sequence}-${random.slice(0, 4)}-${random.slice(4)}`;
}

/** The time inside a version 7 uid. */
export function timeOfUid(uid: string): Date {
  return new Date(parseInt(uid.slice(0, 8) + uid.slice(9, 13), 16));
}

/** A UUID version 8 made from a SHA-256: the same parts give the same id, so that a second import adds nothing. */
export function derivedUid(...parts: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

const UID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i;

/** The lower-case hyphenated form of a uid given with or without hyphens, or undefined. */
export function parseUid(text: string): string | undefined {
  const match = UID.exec(text);
  return match ? match.slice(1).join('-').toLowerCase() : undefined;
}

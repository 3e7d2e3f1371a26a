import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** AES-256-GCM's: 96 bits of nonce are what the mode is made for, 128 of tag its longest. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key for sealing only: the server's secret also signs links and cursors, and one key should do one thing. */
const sealingKey = (secret: Buffer) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'sheaf access key secrets', 32));

/** Encrypts the secret of the access key `access`, so that it can be read back with the same `secret` and name only. */
export function seal(secret: Buffer, access: string, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), nonce);
  cipher.setAAD(Buffer.from(access));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The sealed text. Throws when it was sealed with another secret or for another access key. */
export function unseal(secret: Buffer, access: string, sealed: Buffer): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(access));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const opened = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([opened, decipher.final()]).toString('utf8');
}

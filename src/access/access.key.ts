import { hash, randomBytes, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ID_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;
const SECRET_BYTES = 32;
/** Of 256 bits, and of the 32 of the checksum, as digits to the base 62. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const KEY = new RegExp(
  `^tsk_([a-z0-9]{${ID_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH + CHECK_LENGTH}}$`,
);

export const KEY_PREFIX = 'tsk_';
export const KEY_ID = new RegExp(`^[a-z0-9]{${ID_LENGTH}}$`);

/** A new key: `tsk_<id>_<secret><check>`. Its check tells a mistyped one, and a scanner that it is one. */
export function makeKey(): string {
  const id = Array.from({ length: ID_LENGTH }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]);
  const secret = base62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH);
  const text = `${KEY_PREFIX}${id.join('')}_${secret}`;
  return `${text}${checkOf(text)}`;
}

/** Where the id of a key would be, whatever the text is. */
export function claimedIdOf(key: string): string {
  return key.slice(KEY_PREFIX.length, KEY_PREFIX.length + ID_LENGTH);
}

/** The id of a key; null for what is no key or was mistyped. */
export function keyIdOf(key: string): string | null {
  const id = KEY.exec(key)?.[1];
  if (id === undefined) return null;
  const text = key.slice(0, -CHECK_LENGTH);
  return checkOf(text) === key.slice(-CHECK_LENGTH) ? id : null;
}

/** SHA-256 of the whole text of a key, which is all that is kept of it; 64 hex digits. */
export function keyHash(key: string): string {
  return hash('sha256', key, 'hex');
}

function checkOf(text: string): string {
  return base62(BigInt(crc32(text)), CHECK_LENGTH);
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = `${ALPHABET[Number(rest % 62n)]}${text}`;
  return text.padStart(length, '0');
}

import { hideSecrets } from '../domain/secret.text.js';

/** As long as the secret of a key; hex digits are hashes, or names of volumes. */
const SECRET = /[0-9A-Za-z]{43,}/g;
const HEX = /^[0-9a-f]+$/;

/** A message without the secrets of keys, which stand in it where a key was given for something else. */
export function withoutKeys(message: string): string {
  return hideSecrets(message).replace(SECRET, (text) => (HEX.test(text) ? text : '…'));
}

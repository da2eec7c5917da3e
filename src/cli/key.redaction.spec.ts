import { describe, expect, it } from '@jest/globals';
import { keyIdOf, makeKey } from '../access/access.key.js';
import { withoutKeys } from './key.redaction.js';

const key = makeKey();
const id = keyIdOf(key) as string;
const secret = key.slice(`tsk_${id}_`.length);

describe(withoutKeys.name, () => {
  it.each([
    ['a key', key, `tsk_${id}_…`],
    ['the beginning of a key', key.slice(0, 30), `tsk_${id}_…`],
    ['a key within a path', `/run/${key}.json`, `/run/tsk_${id}_….json`],
    ['a key in other letters', `tsk_${id.toUpperCase()}_${secret}`, 'tsk_…'],
    ['a secret', secret, '…'],
    ['a secret behind an escape', JSON.stringify(`\n${secret}`), '"\\…"'],
    ['two keys', `${key},${key}`, `tsk_${id}_…,tsk_${id}_…`],
  ])('leaves no secret of %s', (_, text, shown) => {
    expect(withoutKeys(text)).toBe(shown);
  });

  it.each([
    'no key at all',
    `sha256 ${'0123456789abcdef'.repeat(4)}`,
    'a/folder/of/many/short/names',
  ])('leaves "%s" as it is', (text) => {
    expect(withoutKeys(text)).toBe(text);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { keyHash, keyIdOf, makeKey } from './access.key.js';

const LETTERS = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

describe(makeKey.name, () => {
  it('makes an id, a secret of 43 digits to the base 62, and a check of 6', () => {
    expect(makeKey()).toMatch(/^tsk_[a-z0-9]{8}_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/);
  });

  it('makes other ids and secrets each time', () => {
    const keys = Array.from({ length: 1_000 }, makeKey);
    expect(new Set(keys.map(keyIdOf)).size).toBe(1_000);
    expect(new Set(keys.map((key) => key.slice(13, -6))).size).toBe(1_000);
  });
});

describe(keyIdOf.name, () => {
  it('is the part between the underscores', () => {
    const key = makeKey();
    expect(keyIdOf(key)).toBe(key.split('_')[1]);
  });

  it('knows a key that another implementation of the format made', () => {
    // CRC-32 of the text before the check, as zlib has it: 2,575,033,757.
    const text = `tsk_0123abcd_${'0'.repeat(43)}`;
    expect(LETTERS.filter((letter) => keyIdOf(`${text}2OgzU${letter}`) !== null)).toEqual(['x']);
  });

  it('tells every change of one character', () => {
    const key = makeKey();
    const changed = [...key].flatMap((old, at) =>
      LETTERS.filter((letter) => letter !== old).map(
        (letter) => `${key.slice(0, at)}${letter}${key.slice(at + 1)}`,
      ),
    );
    expect(changed.length).toBeGreaterThan(3_700);
    expect(changed.filter((text) => keyIdOf(text) !== null)).toEqual([]);
  });

  it.each([
    ['nothing', () => ''],
    ['a part', (key: string) => key.slice(0, -1)],
    ['more', (key: string) => `${key}0`],
    ['a line', (key: string) => `${key}\n`],
    ['spaces around it', (key: string) => ` ${key} `],
    ['two', (key: string) => `${key},${key}`],
  ])('is null for no key: %s', (_, textOf) => {
    expect(keyIdOf(textOf(makeKey()))).toBeNull();
  });
});

describe(keyHash.name, () => {
  it('is of the whole text of the key', () => {
    const key = makeKey();
    expect(keyHash(key)).toBe(createHash('sha256').update(key).digest('hex'));
  });
});

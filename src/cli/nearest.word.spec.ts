import { describe, expect, it } from '@jest/globals';
import { nearestWord } from './nearest.word.js';

const WORDS = ['serve', 'keys', '--scopes', '--rate-per-minute'];

describe(nearestWord.name, () => {
  it.each([
    ['serv', 'serve'],
    ['sevrs', undefined],
    ['sevre', 'serve'],
    ['key', 'keys'],
    ['--scope', '--scopes'],
    ['--rate-per-minuet', '--rate-per-minute'],
    ['--rate', undefined],
    ['', undefined],
    ['ke', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('takes "%s" for %s', (word, meant) => {
    expect(nearestWord(word, WORDS)).toBe(meant);
  });
});

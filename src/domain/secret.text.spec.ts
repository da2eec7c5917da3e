import { expect, it } from '@jest/globals';
import { hideSecrets } from './secret.text.js';

it.each([
  ['/history?limit=5', '/history?limit=5'],
  ['/history?key=tsk_abcdefgh_0123&limit=5', '/history?key=tsk_abcdefgh_…&limit=5'],
  ['/history/tsk%5Fabcdefgh%5F0123', '/history/tsk_abcdefgh_…'],
  ['/x?a=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.s-_1&b=2', '/x?a=eyJ…&b=2'],
  [
    '/history?k=%74sk_abcdefgh_01&l=%74%73%6B%5fabcdefgh_01',
    '/history?k=tsk_abcdefgh_…&l=tsk_abcdefgh_…',
  ],
  ['/x?a=%65yJh.%65yJz.s', '/x?a=eyJ…'],
  ['/x?label=a%20b%2Fc%E2%82%AC%', '/x?label=a%20b%2Fc%E2%82%AC%'],
  ['/history?key=tsk_abc', '/history?key=tsk_…'],
  ['/eyJ', '/eyJ'],
  ['/desktsk', '/desktsk'],
])('a text is shown without the keys and tokens in it: %s', (text, shown) => {
  expect(hideSecrets(text)).toBe(shown);
});

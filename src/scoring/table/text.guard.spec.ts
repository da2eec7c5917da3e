import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TextGuard } from './text.guard.js';

function pass(bytes: Uint8Array, size = bytes.length || 1): string {
  const guard = new TextGuard();
  const passed: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size)
    passed.push(guard.pass(bytes.subarray(at, at + size)));
  return Buffer.concat([...passed, guard.end()]).toString();
}

describe(TextGuard.name, () => {
  it('passes UTF-8 on, however it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), (text, size) => {
        fc.pre(!text.includes('\0') && !text.startsWith('PK') && !text.startsWith('PAR1'));
        expect(pass(Buffer.from(text), size)).toBe(text.replace(/^\uFEFF/, ''));
      }),
    );
  });

  it('takes a byte-order mark off', () => {
    for (const size of [1, 2, 3, 100])
      expect(pass(Buffer.from('\uFEFFa,b\n1,2\n'), size)).toBe('a,b\n1,2\n');
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFa,b\n', 'utf16le')],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
    ['zip', Buffer.from('PK\x03\x04 and so on')],
    ['NUL bytes', Buffer.from('a,b\n1,\0\n')],
    ['a lone continuation byte', Buffer.from([0x61, 0x2c, 0x80, 0x0a])],
    [
      'a character that never ends',
      Buffer.from([0x61, 0x62, 0x0a, 0x31, 0x32, 0x33, 0x34, 0x35, 0xe2, 0x82]),
    ],
    ['Latin-1', Buffer.from('größe\n1\n2\n3\n', 'latin1')],
  ])('refuses %s, however it is cut', (_, bytes) => {
    for (const size of [1, 3, 100]) {
      expect(() => pass(bytes, size)).toThrow(
        expect.objectContaining({ code: 'unsupported-media-type' }),
      );
    }
  });
});

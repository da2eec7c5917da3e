import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Encoding } from './table.options.js';
import { HEAD_BYTES, TextGuard } from './text.guard.js';

function pass(bytes: Uint8Array, size = bytes.length || 1, said?: Encoding): string {
  const guard = new TextGuard(said);
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
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
    ['zip', Buffer.from('PK\x03\x04 and so on')],
    ['NUL bytes', Buffer.from('a,b\n1,\0\n')],
    ['a lone continuation byte behind NUL', Buffer.from([0x61, 0x2c, 0x80, 0x00])],
    ['a byte that windows-1252 has not', Buffer.from([0x61, 0x2c, 0x81, 0x0a])],
    ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x62])],
    ['half a pair of UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00])],
    ['NUL in UTF-16', Buffer.from('\uFEFFa\0b', 'utf16le')],
  ])('refuses %s, however it is cut', (_, bytes) => {
    for (const size of [1, 3, 100]) {
      expect(() => pass(bytes, size)).toThrow(
        expect.objectContaining({ code: 'unsupported-media-type' }),
      );
    }
  });

  it.each([
    ['utf-16', Buffer.from('\uFEFFgröße;😀\n', 'utf16le')],
    ['utf-16', Buffer.from('\uFEFFgröße;😀\n', 'utf16le').swap16()],
    ['utf-8', Buffer.from('größe;😀\n')],
  ])('finds %s, however it is cut', (encoding, bytes) => {
    for (const size of [1, 3, 100]) expect(pass(bytes, size)).toBe('größe;😀\n');
    const guard = new TextGuard();
    guard.pass(bytes);
    guard.end();
    expect(guard.encoding).toBe(encoding);
  });

  it('takes what is no UTF-8 for windows-1252, with its quotes and its euro', () => {
    const bytes = Buffer.from([0x67, 0x72, 0xf6, 0xdf, 0x65, 0x80, 0x84, 0x93, 0x0a]);
    for (const size of [1, 3, 100]) expect(pass(bytes, size)).toBe('größe€„“\n');
  });

  it('refuses bytes that stop being UTF-8, and says what to send', () => {
    const bytes = Buffer.concat([Buffer.alloc(HEAD_BYTES, 'a'), Buffer.from('ö', 'latin1')]);
    expect(() => pass(bytes, 1_000)).toThrow(/send encoding=windows-1252/);
    expect(pass(bytes, 1_000, 'windows-1252')).toMatch(/aö$/);
  });

  it('refuses what contradicts its mark', () => {
    const marked = Buffer.from('\uFEFFa,b\n');
    expect(() => pass(marked, 100, 'windows-1252')).toThrow(/leave out encoding=windows-1252/);
    expect(() => pass(Buffer.from('a,b\n'), 100, 'utf-16')).toThrow(/leave out encoding=utf-16/);
  });
});

/** windows-1252 where it differs from Latin-1: 0x80 to 0x9F. NUL stands for what has no meaning. */
const UPPER =
  '\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0' +
  '\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178';

/** Bytes that no text in windows-1252 has: those without a meaning, and control characters. */
const IS_NO_TEXT = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20
    ? +![0x09, 0x0a, 0x0b, 0x0c, 0x0d].includes(byte)
    : +(byte === 0x7f || UPPER[byte - 0x80] === '\0'),
);

/** Whether bytes can be text in windows-1252. */
export function isWindows1252(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    if (IS_NO_TEXT[bytes[at] as number] === 1) return false;
  }
  return true;
}

/** The engine's own decoder takes 0x80 to 0x9F for Latin-1 in some versions of Node. */
export function fromWindows1252(bytes: Uint8Array): Uint8Array {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const text = latin.replace(/[\x80-\x9f]/g, (one) => UPPER[one.charCodeAt(0) - 0x80] as string);
  return Buffer.from(text, 'utf8');
}

/** @returns null for what is not UTF-16: half a pair of surrogates, or NUL */
export function fromUtf16(bytes: Uint8Array, isBigEndian: boolean): Uint8Array | null {
  const decoder = new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le', {
    fatal: true,
    ignoreBOM: true,
  });
  try {
    const text = decoder.decode(bytes);
    return text.includes('\0') ? null : Buffer.from(text, 'utf8');
  } catch {
    return null;
  }
}

import { describe, expect, it } from '@jest/globals';
import { LineScanner } from './line.scanner.js';

/** Lines as `number:text`, of a text that comes in blocks of `size` bytes. */
function linesOf(text: string, size: number, most = 10): string[] {
  const bytes = Buffer.from(text);
  const lines: string[] = [];
  let scanner = new LineScanner(most);
  const drain = () => {
    for (let line = scanner.next(); line !== null; line = scanner.next()) {
      lines.push(
        `${scanner.line}:${scanner.isTooLong ? 'too long' : Buffer.from(line).toString()}`,
      );
    }
  };
  for (let at = 0; at < bytes.length; at += size) {
    scanner.push(bytes.subarray(at, at + size));
    drain();
    const next = new LineScanner(most);
    next.resume(scanner.state);
    scanner = next;
  }
  scanner.end();
  drain();
  return lines;
}

describe(LineScanner, () => {
  it.each([1, 2, 3, 100])('gives the same lines of blocks of %i bytes', (size) => {
    expect(linesOf('ab\ncd\n\n \r\nef', size)).toEqual(['1:ab', '2:cd', '5:ef']);
  });

  it.each([1, 4, 11, 100])(
    'tells once of a line that is too long, in blocks of %i bytes',
    (size) => {
      expect(linesOf(`a\n${'x'.repeat(35)}\nb\n`, size)).toEqual(['1:a', '2:too long', '3:b']);
    },
  );

  it('takes a line of the longest length', () => {
    expect(linesOf('0123456789\n', 3)).toEqual(['1:0123456789']);
  });
});

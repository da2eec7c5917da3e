import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CsvScanner } from './csv.scanner.js';

interface Scanned {
  line: number;
  cells: string[] | string;
}

/** Scans a text that arrives in blocks of `size` bytes. */
function scan(text: string, size = 1 << 20, maxRecordBytes = 1_000): Scanned[] {
  const bytes = Buffer.from(text);
  const scanner = new CsvScanner(maxRecordBytes, 0x2c);
  const records: Scanned[] = [];
  const drain = () => {
    while (scanner.next())
      records.push({ line: scanner.line, cells: scanner.flaw ?? cellsOf(scanner) });
  };
  for (let at = 0; at < bytes.length; at += size) {
    scanner.push(bytes.subarray(at, at + size));
    drain();
  }
  scanner.end();
  drain();
  return records;
}

function cellsOf({ bytes, starts, ends, escaped, fields }: CsvScanner): string[] {
  return Array.from({ length: fields }, (_, field) => {
    const text = Buffer.from(bytes.subarray(starts[field], ends[field])).toString();
    return escaped[field] ? text.replaceAll('""', '"') : text;
  });
}

const cellsIn = (text: string, size?: number) => scan(text, size).map(({ cells }) => cells);

describe(CsvScanner.name, () => {
  it.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR', 'a,b\r1,2\r'],
    ['no line end at the end', 'a,b\n1,2'],
    ['empty lines at the end', 'a,b\n1,2\n\n\r\n\n'],
  ])('splits records at %s', (_, text) => {
    expect(cellsIn(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps commas, quotes and line breaks of quoted fields', () => {
    expect(scan('"a,1","say ""hi""","x\r\ny\nz"\n2,3,4')).toEqual([
      { line: 1, cells: ['a,1', 'say "hi"', 'x\r\ny\nz'] },
      { line: 4, cells: ['2', '3', '4'] },
    ]);
  });

  it('keeps empty fields, quoted or not', () => {
    expect(cellsIn(',,\n"",,""\n')).toEqual([
      ['', '', ''],
      ['', '', ''],
    ]);
  });

  it('hands out an empty line that a record follows', () => {
    expect(scan('a\n\n\nb\n\n')).toEqual([
      { line: 1, cells: ['a'] },
      { line: 2, cells: [''] },
      { line: 3, cells: [''] },
      { line: 4, cells: ['b'] },
    ]);
  });

  it.each([
    ['a quote inside a bare field', '1,2"3\n4,5\n'],
    ['text after a closing quote', '1,"2"3\n4,5\n'],
    ['a quote that is never closed', '1,"2\n4,5\n'],
  ])('flags %s and goes on with the next line', (_, text) => {
    expect(scan(text)).toEqual([
      { line: 1, cells: 'bad_quote' },
      { line: 2, cells: ['4', '5'] },
    ]);
  });

  it('flags a record beyond the limit and goes on with the next line', () => {
    for (const size of [1, 7, 1 << 20]) {
      expect(scan(`${'x'.repeat(21)}\n${'y'.repeat(20)}\n`, size, 20)).toEqual([
        { line: 1, cells: 'too_long' },
        { line: 2, cells: ['y'.repeat(20)] },
      ]);
    }
  });

  it('bounds what an open quote may swallow', () => {
    expect(
      scan(`"${'x\n'.repeat(30)}`, 8, 20).filter(({ cells }) => cells === 'too_long'),
    ).toHaveLength(1);
  });

  it('reads back what a writer wrote, however the bytes are cut', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', '1'),
      maxLength: 6,
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        table,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, size, end) => {
          const text = rows.map((row) => row.map(quote).join(',')).join(end);
          expect(cellsIn(text, size)).toEqual(rows);
        },
      ),
    );
  });

  it('gives the same records for every way of cutting any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (input, size) => {
        expect(scan(input, size)).toEqual(scan(input));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { isGzip, kindOfBytes, namedKind } from './table.kind.js';

describe(namedKind, () => {
  it.each([
    ['text/csv; charset=utf-8', null, 'csv'],
    ['APPLICATION/JSON', 'a.csv', 'json'],
    ['application/octet-stream', 'Größe.PARQUET', 'parquet'],
    ['application/octet-stream', 'a.csv.gz', 'csv'],
    ['application/vnd.ms-excel', 'a.xlsm', 'xlsx'],
    [null, 'a.b.jsonl', 'ndjson'],
    [null, 'csv', null],
    ['constructor', 'a.__proto__', null],
    [null, null, null],
  ])('of %j and %j is %j', (type, name, kind) => {
    expect(namedKind(type, name)).toBe(kind);
  });
});

describe(kindOfBytes, () => {
  it.each([
    ['PAR1', 'parquet'],
    ['PK\x03\x04', 'xlsx'],
    [' \r\n[', 'json'],
    ['\ufeff{', 'ndjson'],
    ['a,b', 'csv'],
    ['', 'csv'],
  ])('of %j is %s', (text, kind) => {
    expect(kindOfBytes(Buffer.from(text))).toBe(kind);
  });
});

it('gzip is known by its first bytes', () => {
  expect(isGzip(Buffer.of(0x1f, 0x8b, 8))).toBe(true);
  expect(isGzip(Buffer.of(0x1f))).toBe(false);
});

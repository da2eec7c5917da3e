import { describe, expect, it } from '@jest/globals';
import type { SchemaElement } from 'hyparquet';
import { storedElement, storedTypeOf, valueTextOf } from './parquet.exact.js';

const column = (parts: Partial<SchemaElement>): SchemaElement => ({ name: 'x', ...parts });
const timestamp = (unit: 'MILLIS' | 'MICROS' | 'NANOS', isAdjustedToUTC: boolean) =>
  column({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit } });
const decimal = (scale: number, type: SchemaElement['type'] = 'INT64') =>
  column({ type, converted_type: 'DECIMAL', scale, precision: 18 });

describe(valueTextOf, () => {
  it.each<[SchemaElement, unknown, unknown]>([
    [decimal(2), -50n, '-0.50'],
    [decimal(0), 7n, '7'],
    [decimal(1, 'FIXED_LEN_BYTE_ARRAY'), Uint8Array.of(0xff, 0xff), '-0.1'],
    [timestamp('NANOS', true), 1n, '1970-01-01T00:00:00.000000001Z'],
    [timestamp('MICROS', false), -1n, '1969-12-31T23:59:59.999999'],
    [timestamp('MILLIS', false), 1_000n, '1970-01-01T00:00:01'],
    [column({ type: 'INT32', converted_type: 'DATE' }), -1, '1969-12-31'],
    [column({ type: 'FLOAT' }), Math.fround(0.1), 0.1],
    [column({ type: 'BYTE_ARRAY' }), Buffer.from('ä'), 'ä'],
    [column({ type: 'BYTE_ARRAY' }), Uint8Array.of(0xff), '/w=='],
    [column({ type: 'BYTE_ARRAY' }), Uint8Array.of(0), 'AA=='],
    [
      column({ type: 'FIXED_LEN_BYTE_ARRAY', converted_type: 'INTERVAL' }),
      Buffer.from('0100000002000000dc050000', 'hex'),
      'P1M2DT1.5S',
    ],
    [column({ type: 'INT64' }), null, null],
  ])('of %j and %p is %p', (element, value, text) => {
    expect(valueTextOf(element)(value)).toBe(text);
  });
});

it('what the reader would round is decoded as it is stored', () => {
  expect(storedElement(decimal(2))).toEqual({ name: 'x', type: 'INT64', scale: 2, precision: 18 });
  const plain = column({ type: 'DOUBLE' });
  expect(storedElement(plain)).toBe(plain);
});

describe(storedTypeOf, () => {
  it('says the width of whole numbers in the older way', () => {
    const logical_type = { type: 'INTEGER', bitWidth: 8, isSigned: false } as const;
    const element = column({ type: 'INT32', logical_type });
    expect(storedTypeOf(element)).toEqual({ type: 'INT32', converted_type: 'UINT_8' });
  });

  it('knows none for what is nested', () => {
    expect(storedTypeOf(column({ num_children: 1 }))).toBeNull();
  });
});

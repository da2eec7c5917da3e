import { isUtf8 } from 'node:buffer';
import type { ParquetParsers, SchemaElement } from 'hyparquet';
import { shortestFloat32 } from '../../domain/float32.js';
import type { StoredType } from '../table/parquet.column.js';
import { canBeStored } from '../table/stored.value.js';

/** How a value of a column is written, so that nothing of it is lost. */
export type ValueText = (value: unknown) => unknown;

const DAY_MS = 86_400_000;
const TICKS = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

/** The oldest way of writing times has no other annotation than its type. */
export const EXACT_PARSERS: Partial<ParquetParsers> = {
  timestampFromNanoseconds: (nanos) => timeText(nanos, 'NANOS', ''),
};

/**
 * The element as it is to be decoded: numbers that the reader would round, such as decimals and times
 * below a millisecond, are left as they are stored, for `valueTextOf` to write.
 */
export function storedElement(element: SchemaElement): SchemaElement {
  if (annotated(element) === null) return element;
  const { converted_type: _, logical_type: __, ...stored } = element;
  return stored;
}

/** @param element as the file has it */
export function valueTextOf(element: SchemaElement): ValueText {
  const write = annotated(element) ?? plain(element);
  return (value) => (value === null || value === undefined ? null : write(value));
}

/** The type with which a column can be written again from its text; null where it becomes text. */
export function storedTypeOf(element: SchemaElement): StoredType | null {
  const { type, type_length, converted_type, logical_type, scale, precision } = element;
  if ((element.num_children ?? 0) > 0 || !canBeStored(element)) return null;
  const parts = { type, type_length, converted_type, logical_type, scale, precision };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

function plain({ type, logical_type: logical }: SchemaElement): ValueText {
  const isFloat = type === 'FLOAT' || logical?.type === 'FLOAT16';
  if (isFloat) return (value) => (typeof value === 'number' ? shortestFloat32(value) : value);
  return (value) => (value instanceof Uint8Array ? bytesText(value) : value);
}

/** Null for a column that the reader decodes without loss. */
function annotated(element: SchemaElement): ValueText | null {
  const {
    type,
    converted_type: converted,
    logical_type: logical,
    num_children: children,
  } = element;
  if (children !== undefined && children > 0) return null;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    return (value) => decimalText(wholeOf(value), scale);
  }
  if (converted === 'JSON' || logical?.type === 'JSON') {
    return (value) => Buffer.from(value as Uint8Array).toString('utf8');
  }
  if (converted === 'DATE' || logical?.type === 'DATE') {
    return (value) => dateText(new Date(Number(value) * DAY_MS)).slice(0, 10);
  }
  if (type !== 'INT64') return null;
  if (logical?.type === 'TIMESTAMP') {
    const zone = logical.isAdjustedToUTC ? 'Z' : '';
    return (value) => timeText(value as bigint, logical.unit, zone);
  }
  if (converted === 'TIMESTAMP_MILLIS') return (value) => timeText(value as bigint, 'MILLIS', 'Z');
  if (converted === 'TIMESTAMP_MICROS') return (value) => timeText(value as bigint, 'MICROS', 'Z');
  return null;
}

function timeText(value: bigint, unit: keyof typeof TICKS, zone: string): string {
  const second = TICKS[unit];
  const ticks = BigInt(value);
  const rest = ((ticks % second) + second) % second;
  const whole = dateText(new Date(Number((ticks - rest) / second) * 1_000)).slice(0, 19);
  const digits = String(second).length - 1;
  return rest === 0n ? `${whole}${zone}` : `${whole}.${String(rest).padStart(digits, '0')}${zone}`;
}

/** A time beyond what the engine can say is a fault of the file. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new RangeError('a time lies beyond the calendar');
  return date.toISOString();
}

/** A whole number, or its bytes, the most significant first, in two's complement. */
function wholeOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  const digits = Buffer.from(value).toString('hex');
  return digits === '' ? 0n : BigInt.asIntN(value.length * 8, BigInt(`0x${digits}`));
}

function decimalText(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits;
  return value < 0n ? `-${text}` : text;
}

/** Text that is not said to be text, as some programs write it; else Base64. */
function bytesText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString(isUtf8(bytes) ? 'utf8' : 'base64');
}

import type { StoredType } from './parquet.column.js';

const DAY_MS = 86_400_000;
const DIGITS = { MILLIS: 3, MICROS: 6, NANOS: 9 } as const;

/** Whether values of a type can be made again from their text. */
export function canBeStored({ type, converted_type, logical_type }: StoredType): boolean {
  const kind = logical_type?.type ?? converted_type;
  if (type === 'BOOLEAN' || type === 'FLOAT' || type === 'DOUBLE') return true;
  if (kind === 'DECIMAL') return true;
  if (type === 'INT32') return kind === undefined || /^(INTEGER|U?INT_|DATE)/.test(kind);
  if (type === 'INT64') return kind === undefined || /^(INTEGER|U?INT_|TIMESTAMP)/.test(kind);
  return type === 'BYTE_ARRAY' && (kind === 'STRING' || kind === 'UTF8');
}

/** Whether texts of a type are numbers or truth values of JSON as they are. */
export function isPlainJson(type: StoredType): boolean {
  const kind = type.logical_type?.type ?? type.converted_type;
  if (kind !== undefined && !/^(INTEGER|U?INT_)/.test(kind)) return false;
  return /^(BOOLEAN|INT32|INT64|FLOAT|DOUBLE)$/.test(type.type ?? '');
}

/** A value of this type, which must be one that can be stored, as it is stored. */
export function storedValue(type: StoredType, text: string): boolean | number | bigint | string {
  const { converted_type: converted, logical_type: logical } = type;
  const kind = logical?.type ?? converted;
  if (type.type === 'BOOLEAN') return text === 'true';
  if (type.type === 'FLOAT' || type.type === 'DOUBLE') return Number(text);
  // All digits of the scale are there.
  if (kind === 'DECIMAL') return BigInt(text.replace('.', ''));
  if (kind === 'DATE') return Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
  if (kind?.startsWith('TIMESTAMP')) return ticksOf(type, text);
  if (type.type === 'INT32') return Number(text);
  return type.type === 'INT64' ? BigInt(text) : text;
}

function ticksOf({ converted_type: converted, logical_type: logical }: StoredType, text: string) {
  const unit =
    logical?.type === 'TIMESTAMP'
      ? logical.unit
      : converted === 'TIMESTAMP_MILLIS'
        ? 'MILLIS'
        : 'MICROS';
  const [, whole = '', fraction = ''] = /^([^.Z]*)(?:\.(\d+))?Z?$/.exec(text) ?? [];
  const seconds = BigInt(Date.parse(`${whole}Z`) / 1_000);
  const digits = DIGITS[unit];
  return seconds * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0'));
}

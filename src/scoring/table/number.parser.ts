const ZERO = 0x30;
const NINE = 0x39;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const LOWER_E = 0x65;
const UPPER_E = 0x45;

/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
/** Integers of so many digits are exact doubles. */
const EXACT_DIGITS = 15;

/**
 * Reads a number as the contract of the API writes them: `[+-]?(digits[.digits]|.digits)([eE][+-]?digits)?` from ASCII bytes.
 * @param point code of the decimal sign, in place of `.`
 * @returns the nearest double (infinite when beyond its range), or NaN when it is not a number
 */
export function parseNumber(
  bytes: Uint8Array,
  start: number,
  end: number,
  point: number = POINT,
): number {
  let at = start;
  let byte = bytes[at] as number;
  const isNegative = byte === MINUS;
  if (isNegative || byte === PLUS) at++;
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  const integerStart = at;
  for (; at < end; at++) {
    byte = bytes[at] as number;
    if (byte < ZERO || byte > NINE) break;
    if (digits > 0 || byte !== ZERO) digits++;
    if (digits <= EXACT_DIGITS) mantissa = mantissa * 10 + (byte - ZERO);
  }
  let hasDigits = at > integerStart;
  if (at < end && bytes[at] === point) {
    const fractionStart = ++at;
    for (; at < end; at++) {
      byte = bytes[at] as number;
      if (byte < ZERO || byte > NINE) break;
      if (digits > 0 || byte !== ZERO) digits++;
      if (digits <= EXACT_DIGITS) mantissa = mantissa * 10 + (byte - ZERO);
    }
    if (at === fractionStart) return Number.NaN;
    scale = fractionStart - at;
    hasDigits = true;
  }
  if (!hasDigits) return Number.NaN;
  if (at < end) {
    const exponent = parseExponent(bytes, at, end);
    if (Number.isNaN(exponent)) return Number.NaN;
    scale += exponent;
  }
  if (digits > EXACT_DIGITS || scale > 22 || scale < -22) {
    return parseSlowly(bytes, start, end, point);
  }
  const power = EXACT_POWERS[scale < 0 ? -scale : scale] as number;
  const value = scale < 0 ? mantissa / power : mantissa * power;
  return isNegative ? -value : value;
}

function parseExponent(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== LOWER_E && bytes[start] !== UPPER_E) return Number.NaN;
  let at = start + 1;
  const isNegative = bytes[at] === MINUS;
  if (isNegative || bytes[at] === PLUS) at++;
  if (at >= end) return Number.NaN;
  let exponent = 0;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < ZERO || byte > NINE) return Number.NaN;
    if (exponent < 100_000) exponent = exponent * 10 + (byte - ZERO);
  }
  return isNegative ? -exponent : exponent;
}

/** Long numbers are rare; the engine rounds them correctly. The grammar was checked already. */
function parseSlowly(bytes: Uint8Array, start: number, end: number, point: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return Number(point === POINT ? text : text.replace(String.fromCharCode(point), '.'));
}

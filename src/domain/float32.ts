/** Every float32 reads back from this many significant digits. */
const ENOUGH_DIGITS = 9;
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** Up to here a float32 times the power of ten is exact as a double. */
const EXACT_SCALE = 12;
const JUMP = 4;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The double whose text is the shortest decimal that reads back as the same float32:
 * 5.1 in place of 5.099999904632568.
 * @param x a float32 value
 */
export function shortestFloat32(x: number): number {
  const size = Math.abs(x);
  if (size < 16_777_216) {
    if (Math.trunc(x) === x) return x;
    if (size >= 1e-13) return x < 0 ? -shortestFraction(size) : shortestFraction(size);
  }
  return shortestByText(x);
}

/** The closest decimal of 1, 2, 3… places that reads back. */
function shortestFraction(size: number): number {
  for (let places = firstPlaces(size); places < POWERS_OF_TEN.length; places++) {
    const candidate = closestDecimal(size, places);
    if (Math.fround(candidate) === size) return candidate;
    if (Number.isNaN(candidate)) break;
  }
  return shortestByText(size);
}

/**
 * A quotient of two exact doubles is the double closest to that decimal.
 * NaN where the product is inexact and too close to a tie to know which way to round.
 */
function closestDecimal(size: number, places: number): number {
  const power = POWERS_OF_TEN[places] as number;
  const scaled = size * power;
  const digits = Math.round(scaled);
  const isTie = places > EXACT_SCALE && Math.abs(scaled - digits) > 0.499_999;
  return isTie ? Number.NaN : digits / power;
}

/**
 * Where the search starts: most floats are either short or need all their digits, so when
 * `JUMP` places more are not enough, fewer are not either. That holds where the neighbours on
 * both sides are equally far, which a power of two's are not.
 */
function firstPlaces(size: number): number {
  const first = size >= 0.01 ? 1 : Math.floor(-Math.log10(size));
  float[0] = size;
  const isPowerOfTwo = ((bits[0] as number) & 0x7f_ffff) === 0;
  if (isPowerOfTwo || first + JUMP > EXACT_SCALE) return first;
  return Math.fround(closestDecimal(size, first + JUMP)) === size ? first : first + JUMP + 1;
}

function shortestByText(x: number): number {
  for (let digits = 1; digits < ENOUGH_DIGITS; digits++) {
    const candidate = Number(x.toPrecision(digits));
    if (Math.fround(candidate) === x) return candidate;
  }
  return Number.isFinite(x) ? Number(x.toPrecision(ENOUGH_DIGITS)) : x;
}

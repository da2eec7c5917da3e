/** 2^(i/32), to the last bit: `**` is not the same in every version of Node. */
const ROOTS = Float64Array.of(
  ...[1, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237],
  ...[1.0905077326652577, 1.1143867425958924, 1.1387886347566916, 1.1637248587775775],
  ...[1.189207115002721, 1.215247359980469, 1.241857812073484, 1.2690509571917332],
  ...[1.2968395546510096, 1.3252366431597413, 1.3542555469368927, 1.383909881963832],
  ...[Math.SQRT2, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228],
  ...[1.5422108254079407, 1.5759808451078865, 1.6104903319492543, 1.645755478153965],
  ...[1.681792830507429, 1.718619298122478, 1.7562521603732995, 1.7947090750031072],
  ...[1.8340080864093424, 1.8741676341103, 1.9152065613971474, 1.9571441241754002],
);
const PARTS = 32;
const PARTS_IN_E = Math.LOG2E * PARTS;
/** Of e^r - 1 as a polynomial, for the r that is left. */
const LINEAR = 0.6931471806916203 / PARTS;
const SQUARE = 0.2402284522445722 / PARTS ** 2;
const CUBE = 0.05550361559341535 / PARTS ** 3;
/** Added and taken away, it rounds to a whole number. */
const ROUNDING = 1.5 * 2 ** 52;
const [LEAST, MOST] = [-103.97207641601562, 88.72283172607422];

const power = new Float64Array(1);
const powerWords = new Int32Array(power.buffer);
/** All machines that Node runs on keep the low word first. */
const HIGH = 1;

/**
 * `expf` as glibc 2.28 and musl 1.2 compute it, whose result is not always the nearest float32. With
 * fused multiplication, as glibc does it where the processor can, one number at most 0 gives another
 * last bit: -63.0993... (of all float32; and 32.5 above 0).
 * @param x a float32
 */
export function exp32(x: number): number {
  if (x > MOST) return Number.POSITIVE_INFINITY;
  if (x < LEAST) return 0;
  const parts = x * PARTS_IN_E;
  const whole = parts + ROUNDING - ROUNDING;
  const r = parts - whole;
  powerWords[HIGH] = ((whole >> 5) + 1023) << 20;
  const scale = (ROOTS[whole & 31] as number) * (power[0] as number);
  const y = (CUBE * r + SQUARE) * (r * r) + (LINEAR * r + 1);
  return Math.fround(y * scale);
}

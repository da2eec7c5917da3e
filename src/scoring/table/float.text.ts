import { shortestFloat32 } from '../../domain/float32.js';
import { PLAIN, type TextDialect } from './table.options.js';

const SLOTS = 4_096;

/**
 * float32 numbers as the shortest text that reads back the same float32. Models repeat their
 * probabilities (a forest has few leaves), so texts are kept by the bits of their number.
 */
export class FloatText {
  private readonly float = new Float32Array(1);
  private readonly bits = new Uint32Array(this.float.buffer);
  private readonly keys = new Uint32Array(SLOTS);
  private readonly texts: Uint8Array[] = new Array<Uint8Array>(SLOTS).fill(Buffer.from('0'));

  /** @param dialect in which the numbers are written */
  constructor(private readonly dialect: TextDialect = PLAIN) {}

  /**
   * @param value a float32
   * @returns ASCII bytes; shared, not to be written to
   */
  of(value: number): Uint8Array {
    this.float[0] = value;
    const bits = this.bits[0] as number;
    const slot = (Math.imul(bits, 0x9e3779b1) >>> 20) & (SLOTS - 1);
    if (this.keys[slot] !== bits) {
      this.keys[slot] = bits;
      this.texts[slot] = Buffer.from(this.textOf(shortestFloat32(value)));
    }
    return this.texts[slot] as Uint8Array;
  }

  /** The same of a double, all digits of which count. */
  ofDouble(value: number): Uint8Array {
    return Buffer.from(this.textOf(value));
  }

  private textOf(value: number): string {
    const text = String(value);
    const { decimal, delimiter } = this.dialect;
    if (decimal === '.' || !text.includes('.')) return text;
    const written = text.replace('.', decimal);
    return delimiter === decimal ? `"${written}"` : written;
  }
}

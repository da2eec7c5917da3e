import { UnreadGraph } from './unread.graph.js';

const [VARINT, EIGHT_BYTES, LENGTH, FOUR_BYTES] = [0, 1, 2, 5];

/** Walks over the fields of one message in the wire format of protocol buffers, and never leaves it. */
export class WireReader {
  /** Number of the field that it stands at. */
  field = 0;
  private wire = VARINT;
  private whole = 0;
  private start = 0;
  private next = 0;

  constructor(private readonly bytes: Buffer) {}

  /**
   * Steps to the next field; false behind the last one.
   * @throws UnreadGraph when it is no message
   */
  step(): boolean {
    if (this.next === this.bytes.length) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wire = tag % 8;
    if (this.wire === VARINT) this.whole = this.varint();
    const length = this.length();
    this.start = this.next;
    this.next += length;
    if (this.next > this.bytes.length) throw new UnreadGraph('a field is cut off');
    return true;
  }

  /** A whole number. */
  number(): number {
    this.expect(VARINT);
    return this.whole;
  }

  content(): Buffer {
    this.expect(LENGTH);
    return this.bytes.subarray(this.start, this.next);
  }

  message(): WireReader {
    return new WireReader(this.content());
  }

  text(): string {
    return this.content().toString();
  }

  /** One of repeated floats, or many of them packed. */
  floats(into: number[]): void {
    if (this.wire !== LENGTH) this.expect(FOUR_BYTES);
    for (let at = this.start; at + 4 <= this.next; at += 4) into.push(this.bytes.readFloatLE(at));
  }

  /** One of repeated whole numbers, or many of them packed. */
  numbers(into: number[]): void {
    if (this.wire === VARINT) into.push(this.whole);
    else {
      const packed = this.message();
      while (packed.next < packed.bytes.length) into.push(packed.varint());
    }
  }

  private expect(wire: number): void {
    if (this.wire !== wire) throw new UnreadGraph(`field ${this.field} has another type`);
  }

  private length(): number {
    if (this.wire === VARINT) return 0;
    if (this.wire === LENGTH) return this.varint();
    if (this.wire === FOUR_BYTES) return 4;
    if (this.wire === EIGHT_BYTES) return 8;
    throw new UnreadGraph('a field has an unknown type');
  }

  private varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 49; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return this.longVarint(value);
  }

  /** The last three of ten bytes: what is negative has them. */
  private longVarint(low: number): number {
    let value = BigInt(low);
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
    throw new UnreadGraph('a number has more than ten bytes');
  }

  private byte(): number {
    const byte = this.bytes[this.next++];
    if (byte === undefined) throw new UnreadGraph('a number is cut off');
    return byte;
  }
}

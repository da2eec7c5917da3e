import { FLOAT32_LIMIT } from '../../inference/contract/feature.schema.js';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { type FeatureColumn, makeStore } from '../../inference/runtime/feature.block.js';
import { adviceOn } from './cell.advice.js';
import { LooseNumber } from './loose.number.js';
import { parseNumber } from './number.parser.js';
import { PLAIN, type TextDialect } from './table.options.js';

/** Why a cell is refused. */
export interface CellFault {
  readonly code: 'not_a_number' | 'not_finite' | 'out_of_hard_range' | 'unknown_category';
  readonly detail: string;
}

/** Reads the cells of one feature's column into a block. */
export class CellReader {
  private readonly categories: ReadonlySet<string> | null;
  private readonly min: number;
  private readonly max: number;
  private readonly point: number;
  private readonly loose: LooseNumber;
  /** Of the same kind as that of a block: `read` is fast as long as it knows but few kinds. */
  private readonly scratch: FeatureColumn;

  constructor(
    private readonly feature: FeatureContract,
    private readonly dialect: TextDialect = PLAIN,
  ) {
    this.point = dialect.decimal.charCodeAt(0);
    this.loose = new LooseNumber(dialect);
    const { name, dtype } = feature;
    this.scratch = { name, dtype, store: makeStore(dtype, 1), stride: 1, offset: 0 };
    const isInteger = feature.dtype === 'int64';
    this.categories =
      feature.categories === undefined ? null : new Set(feature.categories as string[]);
    this.min = feature.hard?.min ?? (isInteger ? Number.MIN_SAFE_INTEGER : -Infinity);
    this.max = feature.hard?.max ?? (isInteger ? Number.MAX_SAFE_INTEGER : Infinity);
  }

  /**
   * Writes `bytes[start..end)` as row `row` of `column`.
   * @returns null, or why the cell is refused
   */
  read(
    bytes: Uint8Array,
    start: number,
    end: number,
    column: FeatureColumn,
    row: number,
  ): CellFault | null {
    const at = row * column.stride + column.offset;
    if (column.dtype === 'string') return this.readText(bytes, start, end, column, at);
    if (start === end && this.feature.missing === 'nan') {
      column.store[at] = Number.NaN;
      return null;
    }
    const value = parseNumber(bytes, start, end, this.point);
    if (this.isGood(value, column)) {
      column.store[at] = value;
      return null;
    }
    return this.readLoosely(textOf(bytes, start, end), column, at);
  }

  /** What the cell `bytes[start..end)` says, or why it is refused. */
  valueOf(bytes: Uint8Array, start: number, end: number): number | string | CellFault {
    const { scratch } = this;
    const fault = this.read(bytes, start, end, scratch, 0);
    return fault ?? (scratch.store[0] as number | string);
  }

  private isGood(value: number, { dtype }: FeatureColumn): boolean {
    if (!(value >= this.min && value <= this.max)) return false;
    if (!(value > -FLOAT32_LIMIT && value < FLOAT32_LIMIT)) return false;
    return dtype === 'float32' || Number.isInteger(value);
  }

  /** Few cells have anything around their number. */
  private readLoosely(text: string, column: FeatureColumn, at: number): CellFault | null {
    if (this.feature.missing === 'nan' && text.trim() === '') {
      column.store[at] = Number.NaN;
      return null;
    }
    const value = this.loose.parse(text);
    if (!this.isGood(value, column)) return this.refuse(value, text);
    column.store[at] = value;
    return null;
  }

  private readText(
    bytes: Uint8Array,
    start: number,
    end: number,
    column: FeatureColumn,
    at: number,
  ): CellFault | null {
    const text = this.known(textOf(bytes, start, end));
    column.store[at] = text;
    const isKnown = this.categories === null ? text !== '' : this.categories.has(text);
    return isKnown ? null : this.refuseCategory(text);
  }

  /** Spaces around a category are no part of it, unless it is known with them. */
  private known(text: string): string {
    if (this.categories === null || this.categories.has(text)) return text;
    const bare = text.trim();
    return this.categories.has(bare) ? bare : text;
  }

  private refuseCategory(text: string): CellFault {
    const choices =
      this.categories === null
        ? ''
        : `; must be one of ${[...this.categories].slice(0, 20).join(', ')}`;
    return { code: 'unknown_category', detail: `${show(text)} is not a category${choices}` };
  }

  private refuse(value: number, text: string): CellFault {
    if (Number.isNaN(value)) {
      const advice = adviceOn(text, this.dialect, this.feature.missing === 'nan');
      return { code: 'not_a_number', detail: `${show(text)} is not a number${advice}` };
    }
    if (Math.abs(value) >= FLOAT32_LIMIT) {
      return { code: 'not_finite', detail: `${show(text)} is not finite as float32` };
    }
    if (this.feature.dtype === 'int64' && !Number.isInteger(value)) {
      return { code: 'not_a_number', detail: `${show(text)} is not a whole number` };
    }
    const limit = value < this.min ? `must be at least ${this.min}` : `must be at most ${this.max}`;
    return { code: 'out_of_hard_range', detail: `${show(text)} is beyond a hard limit: ${limit}` };
  }
}

export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}

function show(text: string): string {
  if (text === '') return 'an empty cell';
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}

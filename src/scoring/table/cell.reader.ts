import { FLOAT32_LIMIT } from '../../inference/contract/feature.schema.js';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import type { FeatureColumn } from '../../inference/runtime/feature.block.js';
import { parseNumber } from './number.parser.js';

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

  constructor(private readonly feature: FeatureContract) {
    const isInteger = feature.dtype === 'int64';
    this.categories = feature.categories === undefined ? null : new Set(feature.categories);
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
    const value = parseNumber(bytes, start, end);
    if (value >= this.min && value <= this.max && value > -FLOAT32_LIMIT && value < FLOAT32_LIMIT) {
      if (column.dtype === 'float32' || Number.isInteger(value)) {
        column.store[at] = value;
        return null;
      }
    }
    return this.refuse(value, textOf(bytes, start, end));
  }

  private readText(
    bytes: Uint8Array,
    start: number,
    end: number,
    column: FeatureColumn,
    at: number,
  ): CellFault | null {
    const text = textOf(bytes, start, end);
    column.store[at] = text;
    const isKnown = this.categories === null ? text !== '' : this.categories.has(text);
    return isKnown ? null : this.refuseCategory(text);
  }

  private refuseCategory(text: string): CellFault {
    const choices =
      this.categories === null
        ? ''
        : `; must be one of ${[...this.categories].slice(0, 20).join(', ')}`;
    return { code: 'unknown_category', detail: `${show(text)} is not a category${choices}` };
  }

  private refuse(value: number, text: string): CellFault {
    if (Number.isNaN(value))
      return { code: 'not_a_number', detail: `${show(text)} is not a number` };
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

import { FLOAT32_LIMIT } from '../../inference/contract/feature.schema.js';
import { type FeatureContract, mayMiss } from '../../inference/contract/model.contract.js';
import { type FeatureColumn, makeStore } from '../../inference/runtime/feature.block.js';
import { adviceOn } from './cell.advice.js';
import { beyondLimit, type CellFault, shownCell, unknownCategory } from './cell.fault.js';
import { LooseNumber } from './loose.number.js';
import { parseNumber } from './number.parser.js';
import { PLAIN, type TextDialect } from './table.options.js';
import { type TextCell, textCellOf } from './text.cell.js';

/** The greatest number that is finite as float32, as a double: its neighbour is not. */
const GREATEST_FLOAT32 = FLOAT32_LIMIT - 2 ** 75;

/** Reads the cells of one feature's column into a block. */
export class CellReader {
  /** null for a feature that is a number. */
  private readonly words: TextCell | null;
  private readonly isWhole: boolean;
  private readonly mayMiss: boolean;
  /** Of a number, where no other is taken. */
  private readonly categories: ReadonlySet<string | number> | null;
  /** Limits of what is good, within those of what is finite. */
  private readonly min: number;
  private readonly max: number;
  private readonly greatest: number;
  private readonly point: number;
  private readonly loose: LooseNumber;
  /** Of the same kind as that of a block: `read` is fast as long as it knows but few kinds. */
  private readonly scratch: FeatureColumn;

  constructor(
    feature: FeatureContract,
    private readonly dialect: TextDialect = PLAIN,
  ) {
    const { name, dtype, hard = {}, categories, openCategories } = feature;
    this.words = textCellOf(feature);
    this.point = dialect.decimal.charCodeAt(0);
    this.loose = new LooseNumber(dialect);
    this.scratch = { name, dtype, store: makeStore(dtype, 1), stride: 1, offset: 0 };
    this.isWhole = dtype === 'int64';
    this.mayMiss = mayMiss(feature);
    this.categories = categories === undefined || openCategories ? null : new Set(categories);
    this.greatest = dtype === 'float32' ? GREATEST_FLOAT32 : Number.MAX_VALUE;
    const most = this.isWhole ? Number.MAX_SAFE_INTEGER : this.greatest;
    this.min = Math.max(hard.min ?? -most, -most);
    this.max = Math.min(hard.max ?? most, most);
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
    if (this.words !== null) return readWord(this.words(textOf(bytes, start, end)), column, at);
    if (start === end && this.mayMiss) {
      column.store[at] = Number.NaN;
      return null;
    }
    const value = parseNumber(bytes, start, end, this.point);
    if (this.isGood(value)) {
      column.store[at] = value;
      return null;
    }
    return this.readLoosely(textOf(bytes, start, end), column, at);
  }

  /** What the cell `bytes[start..end)` says, or why it is refused. */
  valueOf(bytes: Uint8Array, start: number, end: number): number | string | null | CellFault {
    const { scratch } = this;
    const fault = this.read(bytes, start, end, scratch, 0);
    return fault ?? (scratch.store[0] as number | string | null);
  }

  private isGood(value: number): boolean {
    if (!(value >= this.min && value <= this.max)) return false;
    if (!this.isWhole) return true;
    return Number.isInteger(value) && (this.categories === null || this.categories.has(value));
  }

  /** Few cells have anything around their number. */
  private readLoosely(text: string, column: FeatureColumn, at: number): CellFault | null {
    if (this.mayMiss && text.trim() === '') {
      column.store[at] = Number.NaN;
      return null;
    }
    const value = this.loose.parse(text);
    if (!this.isGood(value)) return this.refuse(value, text);
    column.store[at] = value;
    return null;
  }

  private refuse(value: number, text: string): CellFault {
    if (Number.isNaN(value)) {
      const advice = adviceOn(text, this.dialect, this.mayMiss);
      return { code: 'not_a_number', detail: `${shownCell(text)} is not a number${advice}` };
    }
    if (Math.abs(value) > this.greatest) {
      const as = this.greatest === GREATEST_FLOAT32 ? ' as float32' : '';
      return { code: 'not_finite', detail: `${shownCell(text)} is not finite${as}` };
    }
    if (this.isWhole && !Number.isInteger(value)) {
      return { code: 'not_a_number', detail: `${shownCell(text)} is not a whole number` };
    }
    const isBelow = value < this.min;
    if (isBelow || value > this.max) {
      return beyondLimit(text, isBelow, isBelow ? this.min : this.max);
    }
    return unknownCategory(text, this.categories);
  }
}

export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}

function readWord(value: ReturnType<TextCell>, column: FeatureColumn, at: number) {
  if (typeof value === 'object' && value !== null) return value;
  (column.store as unknown[])[at] = value;
  return null;
}

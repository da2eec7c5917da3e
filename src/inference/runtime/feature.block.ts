import { timeOf } from '../../domain/iso.time.js';
import type { FeatureValue } from '../../domain/prediction.record.js';
import type { Dtype, ModelContract } from '../contract/model.contract.js';

/** Numbers, of which NaN stands for a missing one, or texts. */
export type ColumnStore = Float32Array | Float64Array | (string | null)[];

/** Where one feature lives: row r is `store[r * stride + offset]`. */
export interface FeatureColumn {
  readonly name: string;
  readonly dtype: Dtype;
  readonly store: ColumnStore;
  readonly stride: number;
  readonly offset: number;
}

/**
 * As what the values of a feature are kept: int64 as whole doubles, booleans as 1 and 0, datetimes as
 * milliseconds since 1970. It says nothing of what the model is fed.
 */
const KEPT_AS: Readonly<Record<Dtype, 'float32' | 'float64' | 'string'>> = {
  float32: 'float32',
  float64: 'float64',
  int64: 'float64',
  boolean: 'float64',
  datetime: 'float64',
  string: 'string',
};

/**
 * Room for the features of up to `capacity` rows. Those of one tensor that are kept alike share a
 * store, row by row, so that what is kept as the graph wants it is fed as it is.
 */
export class FeatureBlock {
  /** In the order of the contract. */
  readonly columns: readonly FeatureColumn[];
  /** What holds the values. */
  readonly stores: readonly ColumnStore[];

  /** @param stores those of a block of the same contract, to look at its rows; else room is made */
  constructor(
    contract: ModelContract,
    readonly capacity: number,
    stores: readonly ColumnStore[] = [],
  ) {
    const made: ColumnStore[] = [];
    this.columns = contract.inputs.flatMap(({ features }) => {
      const kinds = [...new Set(features.map(({ dtype }) => KEPT_AS[dtype]))];
      const groups = kinds.map((kind) => {
        const alike = features.filter(({ dtype }) => KEPT_AS[dtype] === kind);
        const store = stores[made.length] ?? storeOf(kind, capacity * alike.length);
        made.push(store);
        return { store, alike };
      });
      return features.map((feature): FeatureColumn => {
        const { name, dtype } = feature;
        const { store, alike } = groups[kinds.indexOf(KEPT_AS[dtype])] as (typeof groups)[number];
        return { name, dtype, store, stride: alike.length, offset: alike.indexOf(feature) };
      });
    });
    this.stores = made;
  }

  /** Writes one row as JSON has it, which has passed the contract's validator. */
  setRow(row: number, inputs: Readonly<Record<string, FeatureValue | undefined>>): void {
    for (const { name, store, stride, offset, dtype } of this.columns) {
      (store as unknown[])[row * stride + offset] = keptValue(inputs[name] ?? null, dtype);
    }
  }

  /** Takes over one row of another block of the same contract as the first row of this one. */
  copyRow(from: FeatureBlock, row: number): void {
    this.columns.forEach(({ store, offset }, feature) => {
      const source = from.columns[feature];
      if (source) (store as unknown[])[offset] = source.store[row * source.stride + source.offset];
    });
  }

  /** Marks one feature of a row as missing. */
  clearCell(feature: number, row: number): void {
    const column = this.columns[feature];
    if (column === undefined) return;
    (column.store as unknown[])[row * column.stride + column.offset] = missingOf(column.dtype);
  }

  /** One feature's first `rows` values as a column of their own. */
  columnOf({ store, stride, offset }: FeatureColumn, rows: number): ColumnStore {
    if (stride === 1) return store;
    const column = emptyLike(store, rows);
    for (let row = 0; row < rows; row++) column[row] = store[row * stride + offset] as never;
    return column;
  }
}

/** Room for values of a type. */
export function makeStore(dtype: Dtype, length: number): ColumnStore {
  return storeOf(KEPT_AS[dtype], length);
}

function keptValue(value: FeatureValue, dtype: Dtype): number | string | null {
  if (value === null) return missingOf(dtype);
  if (dtype === 'datetime') return timeOf(value as string);
  return typeof value === 'boolean' ? Number(value) : value;
}

function missingOf(dtype: Dtype): number | null {
  return dtype === 'string' ? null : Number.NaN;
}

function storeOf(kind: 'float32' | 'float64' | 'string', length: number): ColumnStore {
  if (kind === 'float32') return new Float32Array(length);
  return kind === 'float64' ? new Float64Array(length) : new Array<string>(length).fill('');
}

function emptyLike(store: ColumnStore, length: number): ColumnStore {
  if (Array.isArray(store)) return new Array<string>(length);
  return store instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

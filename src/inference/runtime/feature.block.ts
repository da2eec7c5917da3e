import { Tensor } from 'onnxruntime-node';
import type { Dtype, ModelContract } from '../contract/model.contract.js';

/** float32 values as they are; int64 as whole doubles; strings. */
export type ColumnStore = Float32Array | Float64Array | string[];

/** Where one feature lives: row r is `store[r * stride + offset]`. */
export interface FeatureColumn {
  readonly name: string;
  readonly dtype: Dtype;
  readonly store: ColumnStore;
  readonly stride: number;
  readonly offset: number;
}

interface TensorStore {
  readonly name: string;
  readonly dtype: Dtype;
  readonly width: number;
  readonly store: ColumnStore;
}

/** Room for the inputs of up to `capacity` rows, laid out as the model's tensors want them. */
export class FeatureBlock {
  readonly columns: readonly FeatureColumn[];
  private readonly tensors: readonly TensorStore[];

  /** @param stores those of a block of the same contract, to look at its rows; else room is made */
  constructor(
    contract: ModelContract,
    readonly capacity: number,
    stores: readonly ColumnStore[] = [],
  ) {
    this.tensors = contract.inputs.map(({ tensor, features }, index) => ({
      name: tensor,
      dtype: features[0]?.dtype ?? 'float32',
      width: features.length,
      store:
        stores[index] ?? makeStore(features[0]?.dtype ?? 'float32', capacity * features.length),
    }));
    this.columns = contract.inputs.flatMap(({ features }, index) => {
      const { store, width, dtype } = this.tensors[index] as TensorStore;
      return features.map(({ name }, offset) => ({ name, dtype, store, stride: width, offset }));
    });
  }

  /** What holds the values, tensor by tensor. */
  get stores(): ColumnStore[] {
    return this.tensors.map(({ store }) => store);
  }

  /** Writes one row; a missing value (null or undefined) becomes NaN. */
  setRow(row: number, inputs: Readonly<Record<string, unknown>>): void {
    for (const { name, store, stride, offset, dtype } of this.columns) {
      const value = inputs[name] ?? (dtype === 'string' ? '' : Number.NaN);
      (store as unknown[])[row * stride + offset] = value;
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
    if (column) column.store[row * column.stride + column.offset] = Number.NaN;
  }

  /** Tensors of the first `rows` rows; `ranks` has the graph's rank of each (1: [N], 2: [N, width]). */
  feeds(rows: number, ranks: ReadonlyMap<string, number>): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    for (const { name, dtype, width, store } of this.tensors) {
      const dims = ranks.get(name) === 1 ? [rows] : [rows, width];
      feeds[name] = makeTensor(dtype, store, dims, rows * width);
    }
    return feeds;
  }

  /** One feature's first `rows` values as a column of their own. */
  columnOf({ store, stride, offset }: FeatureColumn, rows: number): ColumnStore {
    if (stride === 1) return store;
    const column = emptyLike(store, rows);
    for (let row = 0; row < rows; row++) column[row] = store[row * stride + offset] as never;
    return column;
  }
}

/** Room for the values of a tensor. */
export function makeStore(dtype: Dtype, length: number): ColumnStore {
  if (dtype === 'float32') return new Float32Array(length);
  return dtype === 'int64' ? new Float64Array(length) : new Array<string>(length).fill('');
}

function emptyLike(store: ColumnStore, length: number): ColumnStore {
  if (Array.isArray(store)) return new Array<string>(length);
  return store instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

function makeTensor(dtype: Dtype, store: ColumnStore, dims: number[], length: number): Tensor {
  if (Array.isArray(store)) return new Tensor('string', store.slice(0, length), dims);
  if (store instanceof Float32Array) return new Tensor('float32', store.subarray(0, length), dims);
  return new Tensor(dtype as 'int64', BigInt64Array.from(store.subarray(0, length), BigInt), dims);
}

import { Tensor } from 'onnxruntime-node';
import { microsecondsOf } from '../../domain/iso.time.js';
import type { FeatureContract, TensorContract } from '../contract/model.contract.js';
import type { ColumnStore, FeatureBlock, FeatureColumn } from './feature.block.js';
import type { GraphValue } from './graph.session.js';
import { rankOf } from './graph.tensor.js';

type Kept = number | string | null;
type NumberData = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Microseconds of each unit that is not shorter. */
const UNITS = { us: 1, ms: 1e3, s: 1e6, d: 86_400e6 } as const;
/** Of a microsecond. */
const NANOSECONDS = 1_000;

/** Makes one tensor of a graph of the rows of blocks. */
export class TensorFeed {
  private readonly tensor: string;
  private readonly feeders: readonly ((kept: Kept) => Kept | bigint)[];
  private readonly isAsKept: boolean;

  /** @param first place of the tensor's first feature in the contract */
  constructor(
    { tensor, features }: TensorContract,
    private readonly graph: GraphValue,
    private readonly first: number,
  ) {
    this.tensor = tensor;
    this.feeders = features.map((feature) => feederOf(feature, graph.type));
    this.isAsKept = features.every((feature) => isFedAsKept(feature, graph.type));
  }

  /** Adds the tensor of the first `rows` rows. */
  addTo(feeds: Record<string, Tensor>, block: FeatureBlock, rows: number): void {
    const width = this.feeders.length;
    const dims = rankOf(this.graph) === 1 ? [rows] : [rows, width];
    const store = this.isAsKept
      ? (block.columns[this.first] as FeatureColumn).store
      : this.fill(block, rows);
    feeds[this.tensor] = tensorOf(this.graph.type, store, rows * width, dims);
  }

  private fill(block: FeatureBlock, rows: number): ColumnStore | NumberData | BigInt64Array {
    const { feeders, first } = this;
    const data = emptyOf(this.graph.type, rows * feeders.length) as unknown[];
    feeders.forEach((feed, at) => {
      const { store, stride, offset } = block.columns[first + at] as FeatureColumn;
      for (let row = 0; row < rows; row++) {
        data[row * feeders.length + at] = feed(store[row * stride + offset] as Kept);
      }
    });
    return data as never;
  }
}

/** Whether the numbers or texts that are kept are those that the graph wants. */
function isFedAsKept({ dtype, epoch, missing }: FeatureContract, type: string): boolean {
  if (typeof missing === 'object') return false;
  if (dtype === 'datetime') return epoch === 'ms' && type === 'float64';
  if (dtype === 'float32' || dtype === 'float64' || dtype === 'string') return dtype === type;
  return type === 'float64';
}

/** What the graph is fed of a value that is kept. */
function feederOf(feature: FeatureContract, type: string): (kept: Kept) => Kept | bigint {
  const present = presentFeeder(feature, type);
  const { missing } = feature;
  if (typeof missing !== 'object') return present;
  const { becomes } = missing;
  const instead = present(typeof becomes === 'boolean' ? Number(becomes) : becomes);
  return (kept) => (kept === null || Number.isNaN(kept) ? instead : present(kept));
}

function presentFeeder(
  { dtype, epoch = 'ms' }: FeatureContract,
  type: string,
): (kept: Kept) => Kept | bigint {
  if (dtype === 'boolean' && type === 'string') return (kept) => (kept === 1 ? 'True' : 'False');
  if (dtype === 'datetime') return timeFeeder(epoch, type === 'int64');
  return type === 'int64' ? (kept) => BigInt(kept as number) : (kept) => kept;
}

function timeFeeder(
  epoch: keyof typeof UNITS | 'ns',
  isWhole: boolean,
): (kept: Kept) => number | bigint {
  const microseconds = (kept: Kept) => microsecondsOf(kept as number);
  if (epoch === 'ns') {
    return isWhole
      ? (kept) => BigInt(microseconds(kept)) * BigInt(NANOSECONDS)
      : (kept) => microseconds(kept) * NANOSECONDS;
  }
  const unit = UNITS[epoch];
  return isWhole
    ? (kept) => BigInt(Math.floor(microseconds(kept) / unit))
    : (kept) => microseconds(kept) / unit;
}

function emptyOf(type: string, length: number): string[] | NumberData | BigInt64Array {
  switch (type) {
    case 'string':
      return new Array<string>(length);
    case 'int64':
      return new BigInt64Array(length);
    case 'int32':
      return new Int32Array(length);
    case 'bool':
      return new Uint8Array(length);
    case 'float64':
      return new Float64Array(length);
    default:
      return new Float32Array(length);
  }
}

function tensorOf(
  type: string,
  data: ColumnStore | NumberData | BigInt64Array,
  length: number,
  dims: number[],
): Tensor {
  const part = Array.isArray(data) ? data.slice(0, length) : data.subarray(0, length);
  return new Tensor(type as 'float32', part as Float32Array, dims);
}

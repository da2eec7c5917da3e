import '../../config/no-telemetry.js';
import type { Tensor } from 'onnxruntime-node';
import { type Binding, binding, initOrt } from 'onnxruntime-node/dist/binding.js';

/** What a graph takes or gives. */
export interface GraphValue {
  readonly name: string;
  readonly isTensor: boolean;
  /** As a contract calls it, or the number that ONNX has for it. */
  readonly type: string;
  /** A size that is not fixed is -1. */
  readonly shape: readonly number[];
}

export type Tensors = Record<string, Tensor>;

/** The files of a graph, shared so that every thread loads the very bytes that were verified. */
export interface GraphFiles {
  /** model.onnx. */
  readonly graph: SharedArrayBuffer;
  /** model.onnx.data, where a graph keeps its weights apart. */
  readonly data: SharedArrayBuffer | null;
}

const DATA_FILE = 'model.onnx.data';
/** Where the runtime is given any data, it looks for none on disk. */
const NO_DATA = { path: '\0', data: new Uint8Array(1) };

/** `TensorProto.DataType` of ONNX, as far as a contract has words for it. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'float32',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  11: 'float64',
};

/**
 * One loaded graph. The runtime's own session leaves each run to another turn of the event loop,
 * which would cost a single row as much as its run: this one is the native session beneath it.
 */
export class GraphSession {
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  private readonly session = new binding.InferenceSession();
  private readonly fetches: Readonly<Record<string, null>>;

  /** @throws Error when it is no graph that the runtime can run */
  constructor({ graph, data }: GraphFiles) {
    initOrt();
    // The runtime takes no graph from shared memory, and keeps no reference to what it was given.
    const { buffer, byteLength } = Uint8Array.from(new Uint8Array(graph));
    // One thread: two native threads spin and are slower under contention than one of our own.
    this.session.loadModel(buffer, 0, byteLength, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
      externalData: [data === null ? NO_DATA : { path: DATA_FILE, data: new Uint8Array(data) }],
    });
    this.inputs = this.session.inputMetadata.map(toGraphValue);
    this.outputs = this.session.outputMetadata.map(toGraphValue);
    this.fetches = Object.fromEntries(this.outputs.map(({ name }) => [name, null]));
  }

  /** All outputs for `feeds`, on the calling thread. */
  run(feeds: Tensors): Tensors {
    return this.session.run(feeds, this.fetches, {}) as Tensors;
  }

  close(): void {
    this.session.dispose();
  }
}

function toGraphValue({ name, isTensor, type, shape }: Binding.ValueMetadata): GraphValue {
  return { name, isTensor, type: TYPES[type] ?? `ONNX type ${type}`, shape: shape ?? [] };
}

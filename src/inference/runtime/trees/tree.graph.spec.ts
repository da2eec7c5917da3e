import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Tensor } from 'onnxruntime-node';
import { GraphSession, type Tensors } from '../graph.session.js';
import { forests, rowsOf, writeForest } from './forest.fixture.js';
import { readGraphFile } from './graph.file.js';
import type { TreeGraph } from './tree.graph.js';
import { readTreeGraph } from './tree.graph.reader.js';

const ROWS = 40;
const SIZES = [1, 2, 7, ROWS];

function sessionOf(bytes: Uint8Array): GraphSession {
  const graph = new SharedArrayBuffer(bytes.length);
  new Uint8Array(graph).set(bytes);
  return new GraphSession({ graph, data: null });
}

/** Names, types, shapes and data; NaN is NaN, and -0 is not 0. */
function contentOf(tensors: Tensors) {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { type, dims, data }]) => [
      name,
      { type, dims: [...dims], data: [...(data as Iterable<unknown>)] },
    ]),
  );
}

/** Holds the trees against the runtime, in groups of several sizes. */
function compare(trees: TreeGraph, session: GraphSession, values: Float32Array, features: number) {
  const [input] = session.inputs;
  for (const size of SIZES) {
    for (let row = 0; row + size <= ROWS; row += size) {
      const rows = values.subarray(row * features, (row + size) * features);
      const feeds = { [input?.name ?? '']: new Tensor('float32', rows, [size, features]) };
      expect(contentOf(trees.run(rows, size))).toEqual(contentOf(session.run(feeds)));
    }
  }
}

describe('trees that were read', () => {
  it.each([
    ['model/iris', 4],
    ['test/fixtures/model/wine-gb', 13],
    ['test/fixtures/model/diabetes', 10],
  ])('answer as the runtime does, to the last bit: %s', (folder, features) => {
    const bytes = readFileSync(`${folder}/1/model.onnx`);
    const trees = readTreeGraph(bytes, features) as TreeGraph;
    const session = sessionOf(bytes);
    const near = fc.constantFrom(...thresholdsNear(bytes));
    const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0);
    const any = fc.oneof({ weight: 8, arbitrary: near }, { weight: 1, arbitrary: odd }, fc.float());
    const length = ROWS * features;
    const rows = fc.array(any, { minLength: length, maxLength: length, size: 'max' });
    fc.assert(
      fc.property(rows, (values) => compare(trees, session, Float32Array.from(values), features)),
      { numRuns: 30 },
    );
    session.close();
  });

  it('answer as the runtime does, to the last bit: any forest', () => {
    fc.assert(
      fc.property(forests, rowsOf(ROWS), (forest, values) => {
        const bytes = writeForest(forest);
        const trees = readTreeGraph(bytes, forest.features) as TreeGraph;
        const session = sessionOf(bytes);
        compare(trees, session, values, forest.features);
        session.close();
      }),
      { numRuns: 200 },
    );
  });
});

/** Every threshold of a model, with the float32 before and after it. */
function thresholdsNear(bytes: Buffer): number[] {
  const near = new Float32Array(3);
  const bits = new Int32Array(near.buffer);
  return readGraphFile(bytes).nodes.flatMap(({ attributes }) =>
    (attributes.get('nodes_values')?.floats ?? []).flatMap((threshold) => {
      near.fill(threshold);
      bits[0]! -= 1;
      bits[2]! += 1;
      return [...near];
    }),
  );
}

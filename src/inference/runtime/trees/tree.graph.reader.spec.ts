import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { message } from '../../../../test/support/onnx.message.js';
import { type Forest, forests, type ListedNode, rowsOf, writeForest } from './forest.fixture.js';
import { readTreeGraph } from './tree.graph.reader.js';

const leaf = (id: number, adds: readonly number[]): ListedNode => ({
  ...{ tree: 0, id, mode: 'LEAF', feature: 0, threshold: 0, tracksTrue: 0 },
  ...{ whereTrue: 0, whereFalse: 0, firstSum: 0, adds },
});
const branch = (id: number, change: Partial<ListedNode> = {}): ListedNode => ({
  ...leaf(id, []),
  ...{ mode: 'BRANCH_LEQ', whereTrue: id + 1, whereFalse: id + 2, ...change },
});
const forest: Forest = {
  nodes: [branch(0), leaf(1, [1]), leaf(2, [2])],
  ...{ features: 2, sums: 1, labels: [], base: [], transform: 'NONE' },
  step: { operator: 'Identity', by: 1 },
};
const graphOf = (change: Partial<Forest>) =>
  readTreeGraph(writeForest({ ...forest, ...change }), forest.features);
const nodesOf = (...nodes: ListedNode[]) => ({ nodes });

describe(readTreeGraph.name, () => {
  it('reads a graph of trees', () => {
    expect(graphOf({})?.run(Float32Array.of(0, 0, 1, 0), 2).numbers?.data).toEqual(
      Float32Array.of(1, 2),
    );
  });

  it.each<[string, Partial<Forest>]>([
    ['no node', nodesOf()],
    ['a node below itself', nodesOf(branch(0, { whereTrue: 0 }), leaf(2, [2]))],
    [
      'a node below the one above it',
      nodesOf(branch(0), branch(1, { whereTrue: 0 }), leaf(2, [2])),
    ],
    ['a node below two others', nodesOf(branch(0, { whereFalse: 1 }), leaf(1, [1]))],
    ['a node below none', nodesOf(branch(0), leaf(1, [1]), leaf(2, [2]), leaf(3, [3]))],
    ['a child that is not there', nodesOf(branch(0), leaf(1, [1]))],
    ['a child in another tree', nodesOf(branch(0), leaf(1, [1]), { ...leaf(2, [2]), tree: 1 })],
    ['two nodes with one id', nodesOf(branch(0), leaf(1, [1]), leaf(2, [2]), leaf(2, [2]))],
    [
      'a tree in two pieces',
      nodesOf(branch(0), leaf(1, [1]), { ...leaf(0, [2]), tree: 1 }, leaf(2, [2])),
    ],
    ['a negative id', nodesOf(branch(0, { whereTrue: -1 }), leaf(-1, [1]), leaf(2, [2]))],
    ['a huge id', nodesOf(branch(0, { whereTrue: 2 ** 40 }), leaf(2 ** 40, [1]), leaf(2, [2]))],
    ['a feature that no row has', nodesOf(branch(0, { feature: 2 }), leaf(1, [1]), leaf(2, [2]))],
    ['a negative feature', nodesOf(branch(0, { feature: -1 }), leaf(1, [1]), leaf(2, [2]))],
    ['a threshold NaN', nodesOf(branch(0, { threshold: Number.NaN }), leaf(1, [1]), leaf(2, [2]))],
    ['another comparison', nodesOf(branch(0, { mode: 'BRANCH_EQ' }), leaf(1, [1]), leaf(2, [2]))],
    ['a leaf that adds nothing', nodesOf(branch(0), leaf(1, [1]), leaf(2, []))],
    ['a branch that adds something', nodesOf(branch(0, { adds: [1] }), leaf(1, [1]), leaf(2, [2]))],
    ['an infinite weight', nodesOf(leaf(0, [Number.POSITIVE_INFINITY]))],
    ['a sum that there is not', nodesOf(leaf(0, [1, 2]))],
    ['a sum to which nothing adds', { ...nodesOf(leaf(0, [1])), sums: 2 }],
    ['more sums than there can be', { sums: 2 ** 40 }],
    [
      'leaves for several sums',
      { ...nodesOf(branch(0), leaf(1, [1]), { ...leaf(2, [1]), firstSum: 1 }), sums: 2 },
    ],
    ['base values for others', { base: [1, 2] }],
    ['values that are transformed', { transform: 'LOGISTIC' }],
    ['classes by PROBIT', { labels: [0, 1], transform: 'PROBIT' }],
    ['two classes by SOFTMAX', { labels: [0, 1], transform: 'SOFTMAX' }],
    ['one class', { labels: [0] }],
    ['another node behind', { step: { operator: 'Pow', by: 1 } }],
  ])('leaves to the runtime: %s', (_, change) => {
    expect(graphOf(change)).toBeNull();
  });

  it('leaves two graphs to the runtime', () => {
    const bytes = writeForest(forest);
    expect(readTreeGraph(Buffer.concat([bytes, bytes]), 2)).toBeNull();
  });

  it('leaves what it does not know to the runtime', () => {
    expect(readTreeGraph(Buffer.concat([writeForest(forest), message(25, [])]), 2)).toBeNull();
  });

  it('leaves a graph of more than 4 MiB to the runtime', () => {
    const rest = message(6, [Buffer.alloc(4 * 1024 * 1024)]);
    expect(
      readTreeGraph(Buffer.concat([writeForest(forest), rest.subarray(0, 100)]), 2),
    ).toBeNull();
    expect(readTreeGraph(Buffer.concat([writeForest(forest), rest]), 2)).toBeNull();
  });

  it('reads a tree however deep it is', () => {
    const depth = 12_000;
    const nodes = Array.from({ length: depth }, (_, level) => [
      branch(2 * level, { threshold: level }),
      leaf(2 * level + 1, [level]),
    ]);
    const deep = graphOf({ nodes: [...nodes.flat(), leaf(2 * depth, [-1])] });
    expect(deep?.run(Float32Array.of(depth - 1.5, 0), 1).numbers?.data[0]).toBe(depth - 1);
  });

  it('reads broken bytes or leaves them to the runtime, and nothing else', () => {
    const [wrong, rows] = [fc.record({ at: fc.nat(), byte: fc.nat(255) }), rowsOf(4)];
    let read = 0;
    fc.assert(
      fc.property(forests, fc.array(wrong), fc.nat(), rows, (good, wrongs, cut, values) => {
        const bytes = writeForest(good);
        for (const { at, byte } of wrongs) bytes[at % bytes.length] = byte;
        const trees = readTreeGraph(bytes.subarray(0, bytes.length - (cut % 3)), good.features);
        trees?.run(values, 4);
        if (trees !== null) read++;
      }),
      { numRuns: 1_500 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readTreeGraph(bytes, 3)).toBeNull();
      }),
      { numRuns: 5_000 },
    );
  });
});

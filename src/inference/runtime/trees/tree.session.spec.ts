import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModelContract } from '../../contract/model.contract.js';
import { readGraph } from '../../registry/graph.reader.js';
import { readTexts } from '../../registry/model.folder.js';
import { FeatureBlock } from '../feature.block.js';
import type { GraphFiles } from '../graph.session.js';
import { OnnxSession } from '../onnx.session.js';
import type { TreeGraph } from './tree.graph.js';
import { TreeSession, treesOf } from './tree.session.js';

let contract: ModelContract;
let files: GraphFiles;
let session: OnnxSession;

beforeAll(async () => {
  const texts = await readTexts('test/fixtures/model', { name: 'wine-gb', version: '1' });
  contract = texts.contract;
  files = await readGraph('test/fixtures/model', contract, 1_000_000);
  session = new OnnxSession(files, contract);
});
afterAll(() => session.close());

/** Counts the runs of a real session. */
class CountingSession {
  readonly runs: number[] = [];
  run(block: FeatureBlock, rows: number) {
    this.runs.push(rows);
    return session.run(block, rows);
  }
}

describe(TreeSession.name, () => {
  it('leaves to the runtime only more rows than it answers sooner', () => {
    const counting = new CountingSession();
    const trees = treesOf(files, contract) as TreeGraph;
    const some = new TreeSession(trees, counting, contract);
    const block = new FeatureBlock(contract, 64);
    for (const { store } of block.columns) (store as Float32Array).fill(1);
    // 120 trees, 1,600 of them at most.
    for (const rows of [1, 13, 14, 64]) {
      expect(some.run(block, rows)).toEqual(session.run(block, rows));
    }
    expect(counting.runs).toEqual([14, 64]);
  });
});

describe(treesOf.name, () => {
  it('finds none where rows are not float32', () => {
    const features = contract.inputs.flatMap((one) => one.features);
    const whole = features.map((feature) => ({ ...feature, dtype: 'int64' as const }));
    expect(
      treesOf(files, { ...contract, inputs: [{ tensor: 'features', features: whole }] }),
    ).toBeNull();
  });

  it('finds none where there are several tensors', () => {
    const inputs = [...contract.inputs, ...contract.inputs];
    expect(treesOf(files, { ...contract, inputs })).toBeNull();
  });
});

import { afterAll, describe, expect, it } from '@jest/globals';
import type { ModelContract } from '../contract/model.contract.js';
import type { GraphFiles } from '../runtime/graph.session.js';
import { OnnxSession } from '../runtime/onnx.session.js';
import { treesOf } from '../runtime/trees/tree.session.js';
import type { Golden } from './golden.comparison.js';
import { readGolden } from './golden.replay.js';
import { readGraph } from './graph.reader.js';
import { readTexts } from './model.folder.js';
import { proveTrees } from './tree.proof.js';

interface Model {
  readonly contract: ModelContract;
  readonly golden: Golden;
  readonly files: GraphFiles;
  readonly session: OnnxSession;
}

async function open(folder: string, name: string): Promise<Model> {
  const { contract, golden } = await readTexts(folder, { name, version: '1' });
  const files = await readGraph(folder, contract, 1_000_000);
  const session = new OnnxSession(files, contract);
  return { contract, golden: readGolden(golden, contract), files, session };
}

describe(proveTrees.name, () => {
  const opened: Model[] = [];
  const model = async (folder: string, name: string) => {
    const one = await open(folder, name);
    opened.push(one);
    return one;
  };
  afterAll(() => {
    for (const { session } of opened) session.close();
  });

  it.each([
    ['model', 'iris'],
    ['test/fixtures/model', 'wine-gb'],
    ['test/fixtures/model', 'diabetes'],
  ])('finds the trees of %s/%s equal to their graph', async (folder, name) => {
    const { golden, files, session, contract } = await model(folder, name);
    expect(proveTrees(golden, files, session, contract)).toBe(true);
  });

  it('finds none in a model of another kind', async () => {
    const { golden, files, session, contract } = await model(
      'test/fixtures/model',
      'penguins-mixed',
    );
    expect(proveTrees(golden, files, session, contract)).toBe(false);
  });

  it('sees that they are not, by whatever little', async () => {
    const { golden, files, session, contract } = await model('test/fixtures/model', 'wine-gb');
    const bytes = Buffer.from(new Uint8Array(files.graph));
    // The first of the floats that follow the name is raised by a thousandth.
    const at = bytes.indexOf('base_values') + 'base_values'.length + 1;
    bytes.writeFloatLE(bytes.readFloatLE(at) * 1.001, at);
    const graph = new SharedArrayBuffer(bytes.length);
    new Uint8Array(graph).set(bytes);
    expect(treesOf({ ...files, graph }, contract)).not.toBeNull();
    expect(proveTrees(golden, { ...files, graph }, session, contract)).toBe(false);
  });
});

import { FeatureValidator } from '../contract/feature.validator.js';
import type { ModelContract } from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import { OnnxSession } from '../runtime/onnx.session.js';
import type { ModelAddress } from './folder.file.js';
import { readGolden, replayGolden } from './golden.replay.js';
import { readGraph } from './graph.reader.js';
import { readTexts } from './model.folder.js';

/** What is known of a model that was proved. */
export interface ModelProof {
  readonly contract: ModelContract;
  /** The text of the model card; null without one. */
  readonly card: string | null;
  /** How many golden vectors it was checked with. */
  readonly goldenVectors: number;
}

/**
 * Proves one model folder: contract, digest and graph agree, golden vectors replay.
 * @throws ModelFault naming the file and field that is wrong
 */
export async function proveModel(
  folder: string,
  address: ModelAddress,
  maxBytes: number,
): Promise<ModelProof> {
  const { contract, golden, card } = await readTexts(folder, address);
  const session = new OnnxSession(await readGraph(folder, contract, maxBytes), contract);
  try {
    const goldenVectors = replayGolden(readGolden(golden, contract), session, contract);
    verifyExamples(contract);
    return { contract, card, goldenVectors };
  } finally {
    session.close();
  }
}

function verifyExamples(contract: ModelContract): void {
  const validator = new FeatureValidator(contract);
  contract.examples?.forEach(({ inputs }, index) => {
    const [fault] = validator.faultsOf(inputs, `/examples/${index}/inputs`);
    if (fault) throw new ModelFault('model.json', fault.pointer ?? null, fault.detail);
  });
}

import { readGolden, replayGolden } from './golden.replay.js';
import type { MicroBatchOptions } from './micro.batcher.js';
import { MicroBatcher } from './micro.batcher.js';
import type { ModelContract } from './model.contract.js';
import { ModelFault } from './model.fault.js';
import { type ModelAddress, readModel } from './model.folder.js';
import { OnnxSession } from './onnx.session.js';
import { ServedModel } from './served.model.js';

/**
 * Loads one model folder and proves it: contract, digest and graph agree, golden vectors replay.
 * @throws ModelFault naming the file and field that is wrong
 */
export async function loadModel(
  folder: string,
  address: ModelAddress,
  options: MicroBatchOptions,
): Promise<ServedModel> {
  const { contract, golden, bytes, card } = await readModel(folder, address);
  const session = new OnnxSession(new Uint8Array(bytes), contract);
  try {
    const vectors = replay(() => replayGolden(readGolden(golden, contract), session, contract));
    const batcher = new MicroBatcher(session, contract, options);
    const model = new ServedModel(contract, bytes, session, batcher, vectors, card);
    verifyExamples(model, contract);
    return model;
  } catch (error) {
    session.close();
    throw error;
  }
}

/** A run that throws (wrong shape, NaN, unknown label) is a fault of the folder, too. */
function replay(run: () => number): number {
  try {
    return run();
  } catch (error) {
    if (error instanceof ModelFault) throw error;
    throw new ModelFault('golden.json', '/vectors', (error as Error).message, { cause: error });
  }
}

function verifyExamples(model: ServedModel, { examples = [] }: ModelContract): void {
  examples.forEach(({ inputs }, index) => {
    const [fault] = model.validator.faultsOf(inputs, `/examples/${index}/inputs`);
    if (fault) throw new ModelFault('model.json', fault.pointer ?? null, fault.detail);
  });
}

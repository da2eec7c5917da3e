import type { Settings } from '../../config/settings.js';
import { loadModel } from '../../inference/registry/model.loader.js';
import type { ModelProof } from '../../inference/registry/model.proof.js';
import type { ModelProver } from '../../inference/registry/model.prover.js';
import type { ServedModel } from '../../inference/registry/served.model.js';

/**
 * Loads the one model that is being proved.
 * @throws Error when it is refused
 */
export async function openModel(settings: Settings, prover: ModelProver): Promise<ServedModel> {
  const proof = await proofOf(prover);
  const { MODEL_DIR: folder, MODEL_MAX_BYTES: maxBytes } = settings;
  const { MICRO_BATCH_MAX_ROWS: maxRows, MICRO_BATCH_MAX_WAIT_MS: maxWaitMs } = settings;
  return loadModel(proof, { folder, maxBytes, maxRows, maxWaitMs });
}

async function proofOf(prover: ModelProver): Promise<ModelProof> {
  let proof: ModelProof | undefined;
  let refusal = 'is not proved';
  await prover.run((message) => {
    if ('proved' in message) ({ proof } = message);
    else if ('refused' in message) refusal = `is refused: ${message.reason}`;
  });
  if (proof !== undefined) return proof;
  const [{ name, version } = { name: '', version: '' }] = prover.listing.models;
  throw new Error(`The model ${name}/${version} ${refusal}`);
}

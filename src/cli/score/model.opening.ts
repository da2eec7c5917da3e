import type { Settings } from '../../config/settings.js';
import type { ModelAddress } from '../../inference/registry/folder.file.js';
import { loadModel } from '../../inference/registry/model.loader.js';
import type { ModelProof } from '../../inference/registry/model.proof.js';
import { ModelProver } from '../../inference/registry/model.prover.js';
import type { ServedModel } from '../../inference/registry/served.model.js';

/** Which model is wanted: without a name the only one there is, without a version the highest. */
export interface ModelWish {
  readonly model: string | undefined;
  readonly version: string | undefined;
}

/**
 * Proves one model of the folder, as a start does, and loads it; the others are not looked at.
 * @throws Error when there is no such model, or it is refused
 */
export async function openModel(settings: Settings, wish: ModelWish): Promise<ServedModel> {
  const { MODEL_DIR: folder, MODEL_MAX_BYTES: maxBytes } = settings;
  const prover = await ModelProver.open({
    folder,
    maxBytes,
    timeoutMs: settings.MODEL_LOAD_TIMEOUT_MS,
    choose: (models) => [chosen(models, wish, settings)],
  });
  const proof = await proofOf(prover);
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

/** @param models names in the alphabet, versions from low to high */
function chosen(
  models: readonly ModelAddress[],
  { model, version }: ModelWish,
  { MODEL_DIR, DEFAULT_MODEL }: Settings,
): ModelAddress {
  const names = [...new Set(models.map(({ name }) => name))];
  const folder = JSON.stringify(MODEL_DIR);
  if (names.length === 0) throw new Error(`There is no model in MODEL_DIR, ${folder}`);
  const name = model ?? DEFAULT_MODEL ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined) throw new Error(`Say which model with --model: ${names.join(', ')}`);
  const versions = models.filter((one) => one.name === name);
  const found =
    version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
  if (found !== undefined) return found;
  const known = versions.length === 0 ? names : versions.map((one) => `${name}/${one.version}`);
  const wanted = JSON.stringify(version === undefined ? name : `${name}/${version}`);
  throw new Error(
    `There is no model ${wanted} in MODEL_DIR, ${folder}; there is ${known.join(', ')}`,
  );
}

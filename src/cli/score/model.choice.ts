import type { Settings } from '../../config/settings.js';
import type { ModelAddress } from '../../inference/registry/folder.file.js';
import { ModelProver } from '../../inference/registry/model.prover.js';

/** Which model is wanted: without a name the only one there is, without a version the highest. */
export interface ModelWish {
  readonly model: string | undefined;
  readonly version: string | undefined;
}

/**
 * Begins to prove one model of the folder, as a start does; the others are not looked at.
 * @throws Error when the folder cannot be read, or has no such model
 */
export function proveChosen(settings: Settings, wish: ModelWish): Promise<ModelProver> {
  return ModelProver.open({
    folder: settings.MODEL_DIR,
    maxBytes: settings.MODEL_MAX_BYTES,
    timeoutMs: settings.MODEL_LOAD_TIMEOUT_MS,
    choose: (models) => [chosen(models, wish, settings)],
  });
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

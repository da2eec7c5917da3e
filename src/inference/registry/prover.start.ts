import type { Settings } from '../../config/settings.js';
import { ModelProver } from './model.prover.js';

let ahead: Promise<ModelProver> | undefined;

/** Begins to prove the models while this process still loads its program. */
export function proveAhead(settings: Settings): void {
  ahead = open(settings);
  // Who asks for it is told.
  ahead.catch(() => {});
}

/**
 * The prover that has begun, or a new one.
 * @throws Error when the model folder cannot be read
 */
export function openProver(settings: Settings): Promise<ModelProver> {
  const prover = ahead ?? open(settings);
  ahead = undefined;
  return prover;
}

function open({ MODEL_DIR, MODEL_MAX_BYTES, MODEL_LOAD_TIMEOUT_MS }: Settings) {
  return ModelProver.open({
    folder: MODEL_DIR,
    maxBytes: MODEL_MAX_BYTES,
    timeoutMs: MODEL_LOAD_TIMEOUT_MS,
  });
}

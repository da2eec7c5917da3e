import { localSettings } from '../../config/local.settings.js';
import { proveChosen } from './model.choice.js';
import type { scoreWith } from './proved.scoring.js';
import type { ScoreOrder, ScoreOutcome } from './score.order.js';

type Rest = Parameters<typeof scoreWith> extends [unknown, unknown, ...infer Rest] ? Rest : never;

/**
 * Scores a file with a model folder of this machine; nothing is stored, and nobody is asked. The model is
 * proved in another process while this one loads the rest of its program.
 * @throws Error when the model cannot be had, or what `FileScoring` throws
 */
export async function scoreHere(order: ScoreOrder, ...rest: Rest): Promise<ScoreOutcome> {
  const settings = localSettings();
  const [prover, { scoreWith }] = await Promise.all([
    proveChosen(settings, order),
    import('./proved.scoring.js'),
  ]);
  return scoreWith({ settings, prover }, order, ...rest);
}

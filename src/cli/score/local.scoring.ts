import { localSettings } from '../../config/local.settings.js';
import type { AnswerOutput } from './answer.output.js';
import { proveChosen } from './model.choice.js';
import type { Progress } from './progress.text.js';
import type { ScoreInput } from './score.input.js';
import type { ScoreOrder, ScoreOutcome } from './score.order.js';

/**
 * Scores a file with a model folder of this machine; nothing is stored, and nobody is asked. The model is
 * proved in another process while this one loads the rest of its program.
 * @throws Error when the model cannot be had, or what `FileScoring` throws
 */
export async function scoreHere(
  order: ScoreOrder,
  input: ScoreInput,
  output: AnswerOutput,
  progress: Progress,
): Promise<ScoreOutcome> {
  const settings = localSettings();
  const [prover, { scoreWith }] = await Promise.all([
    proveChosen(settings, order),
    import('./proved.scoring.js'),
  ]);
  return scoreWith({ settings, prover }, order, input, output, progress);
}

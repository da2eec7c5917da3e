import { OnnxSession } from '../../inference/onnx.session.js';
import type { ScoringModel } from './score.task.js';

/**
 * A thread keeps the sessions it has loaded, by contract: two models may have one graph and
 * understand its outputs in two ways.
 */
const sessions = new Map<string, OnnxSession>();

/** The calling thread's session of a model. */
export function sessionOf({ contract, contractHash, files }: ScoringModel): OnnxSession {
  const known = sessions.get(contractHash);
  if (known) return known;
  const session = new OnnxSession(files, contract);
  sessions.set(contractHash, session);
  return session;
}

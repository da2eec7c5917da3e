import { OnnxSession } from '../../inference/onnx.session.js';
import type { ScoringModel } from './score.task.js';

/** A thread keeps the sessions it has loaded; graphs are the same memory on every thread. */
const sessions = new Map<string, OnnxSession>();

/** The calling thread's session of a model. */
export function sessionOf({ contract, graph }: ScoringModel): OnnxSession {
  const known = sessions.get(contract.sha256);
  if (known) return known;
  const session = new OnnxSession(new Uint8Array(graph), contract);
  sessions.set(contract.sha256, session);
  return session;
}

import { ModelFault } from '../contract/model.fault.js';
import { wordsOf } from '../runtime/runtime.words.js';
import { dieFirst, dieWithParent, tellParent } from './lone.process.js';
import { proveModel } from './model.proof.js';
import type { ProofMessage, ProofTask } from './proof.task.js';

/*
 * Entry point of a process that proves models for the one that serves them. A graph may run for
 * ever, crash or take all memory, and nothing but the end of its process stops native code.
 */
process.once('message', (task: ProofTask) => {
  void prove(task).finally(() => process.disconnect());
});
process.once('disconnect', () => process.exit());
dieFirst();
dieWithParent();

async function prove({ folder, maxBytes, addresses }: ProofTask): Promise<void> {
  for (const address of addresses) {
    await send({ begun: address });
    try {
      await send({ proved: address, proof: await proveModel(folder, address, maxBytes) });
    } catch (error) {
      await send({ refused: address, reason: reasonOf(error) });
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ModelFault ? error.message : `model.json: ${wordsOf(error)}`;
}

function send(message: ProofMessage): Promise<void> {
  return tellParent(message);
}

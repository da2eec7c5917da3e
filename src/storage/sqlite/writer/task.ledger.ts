import { Problem } from '../../../problem/problem.js';
import type { WriterFault, WriterReply } from './writer.message.js';

interface Outstanding {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Tasks that were sent to a writer and are not answered yet. */
export class TaskLedger {
  private number = 0;
  private readonly outstanding = new Map<number, Outstanding>();

  /** @returns a promise of the reply to what `send` sends under the number that it is given */
  open(send: (number: number) => void): Promise<void> {
    const number = ++this.number;
    return new Promise((resolve, reject) => {
      this.outstanding.set(number, { resolve, reject });
      send(number);
    });
  }

  settle({ number, fault }: WriterReply): void {
    const task = this.outstanding.get(number);
    this.outstanding.delete(number);
    if (fault === null) task?.resolve();
    else task?.reject(errorOf(fault));
  }

  /** The writer is gone: what became of the tasks is not known. */
  fail(cause: Error): void {
    const problem = new Problem('history-unavailable', 'The history cannot be written.', { cause });
    for (const { reject } of this.outstanding.values()) reject(problem);
    this.outstanding.clear();
  }
}

/** An error as data, the other way round. */
export function faultOf(error: unknown): WriterFault {
  const problem = error instanceof Problem ? error.code : null;
  const { message, code, cause } = error as Error & { code?: string; cause?: { code?: string } };
  return { message, problem, cause: cause?.code ?? code ?? null };
}

function errorOf({ message, problem, cause: code }: WriterFault): Error {
  const cause = Object.assign(new Error(message), { code });
  return problem === null ? cause : new Problem(problem, message, { cause });
}

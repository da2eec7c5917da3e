import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import { helpedChunks } from './batch.metrics.js';
import type { HelpTask, Recall, ScoringModel } from './worker/score.task.js';

/** A thread that helps with one file. */
export interface Loan {
  /** For the thread that reads the file. */
  readonly port: MessagePort;
  /** The file is done with. */
  readonly end: () => void;
}

/** Lends threads that no file needs to files that are read by another one. */
export class ThreadLender {
  /** Where loans are told to end that were not called back. */
  private readonly lent = new Set<MessagePort>();

  constructor(
    private readonly pool: Piscina,
    private readonly threads: number,
  ) {}

  /**
   * @param files under way, each of which has or waits for a thread of its own
   * @returns null when no thread is left
   */
  lend(model: ScoringModel, files: number): Loan | null {
    if (files + this.lent.size >= this.threads) return null;
    const work = new MessageChannel();
    const { port1: lender, port2: recall } = new MessageChannel();
    const task: HelpTask = {
      contract: model.contract,
      contractHash: model.contractHash,
      files: model.files,
      isCsvAnswer: model.isCsvAnswer,
      port: work.port1,
      recall,
    };
    this.lent.add(lender);
    this.pool
      .run(task, { name: 'helpFile', transferList: [task.port, recall] })
      .then((chunks: number) => helpedChunks.inc(chunks))
      // The thread that reads the file hears of it, too, and fails it.
      .catch(() => {})
      .finally(() => {
        this.lent.delete(lender);
        lender.close();
      });
    return { port: work.port2, end: () => tell(lender, 'over') };
  }

  /** Calls back what files need that came since. */
  callBack(files: number): void {
    for (const lender of this.lent) {
      if (files + this.lent.size <= this.threads) return;
      this.lent.delete(lender);
      tell(lender, 'enough');
    }
  }
}

function tell(lender: MessagePort, word: Recall): void {
  lender.postMessage(word);
}

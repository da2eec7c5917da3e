import { type ChildProcess, fork } from 'node:child_process';
import type { ModelAddress } from './folder.file.js';
import { endOf, stepBack } from './lone.process.js';
import type { ProofMessage, ProofTask } from './proof.task.js';

const PROGRAM = new URL('../../proof.worker.js', import.meta.url);
/** How long a process may take until it begins with the first model. */
const STARTING_MS = 5_000;

/** How a process came to its end. */
export interface ProvingEnd {
  /** Models that it did not come to. */
  readonly left: readonly ModelAddress[];
  /** The one that it was at; null when it was done with all that it had begun. */
  readonly at: ModelAddress | null;
  /** Whether it was ended because nothing was heard of it for too long. */
  readonly isLate: boolean;
  /** Exit code, signal or the reason why it could not be started. */
  readonly cause: string;
}

/** A process that proves models, one after another; it can be given up, whatever a graph does. */
export class ProvingProcess {
  private readonly child: ChildProcess;
  private readonly end: Promise<string>;
  private readonly early: ProofMessage[] = [];
  private hear = (message: ProofMessage): void => void this.early.push(message);
  private left: readonly ModelAddress[];
  private at: ModelAddress | null = null;
  private heard = 0;

  constructor(private readonly task: ProofTask) {
    this.left = task.addresses;
    this.child = fork(PROGRAM, {
      execArgv: [],
      // A graph has no business with what this one is told, such as the history's password.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    stepBack(this.child);
    this.child.on('message', (message: ProofMessage) => this.hear(message));
    this.end = endOf(this.child);
    // Of one that cannot be started the end tells.
    this.child.send(task, () => {});
  }

  /** Hands on what the process says until it ends, or is ended because a model takes too long. */
  async listen(take: (message: ProofMessage) => void): Promise<ProvingEnd> {
    const { limitMs } = this.task;
    let isLate = false;
    const stop = () => {
      isLate = true;
      this.kill();
    };
    const watch = (ms: number) => setTimeout(() => this.unlessHeard(stop), ms);
    let timer = watch(STARTING_MS + limitMs);
    this.hear = (message) => {
      clearTimeout(timer);
      timer = watch(limitMs);
      this.note(message);
      take(message);
    };
    for (const message of this.early.splice(0)) this.hear(message);
    const cause = await this.end;
    clearTimeout(timer);
    return { left: this.left, at: this.at, isLate, cause };
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** When this process was busy itself, messages that came in time are still to be read. */
  private unlessHeard(stop: () => void): void {
    const { heard } = this;
    setImmediate(() => this.heard === heard && stop());
  }

  private note(message: ProofMessage): void {
    this.heard++;
    this.at = 'begun' in message ? message.begun : null;
    if ('begun' in message) this.left = this.left.slice(1);
  }
}

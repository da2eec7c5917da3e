import { type ChildProcess, fork } from 'node:child_process';
import { benchFile } from './bench.file.js';
import { end, register } from './child.register.js';
import type { Answer, Question } from './questions.js';

const LIMIT_MS = 15 * 60_000;

/** A process of the bench that answers questions, so that its work does not disturb this one. */
export class HelperProcess {
  private readonly child: ChildProcess;

  /** @param file compiled file that calls `answerQuestions` */
  constructor(file: string) {
    this.child = fork(benchFile(file), { serialization: 'advanced' });
    register(this.child);
  }

  /** Asks one question at a time. */
  ask<T>(name: string, argument: unknown = null): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(`${name}: ${reason}`));
      const timer = setTimeout(() => fail('no answer'), LIMIT_MS);
      const exited = () => fail('the process exited');
      this.child.once('exit', exited);
      this.child.once('message', ({ value, error }: Answer) => {
        clearTimeout(timer);
        this.child.off('exit', exited);
        if (error === undefined) resolve(value as T);
        else fail(error);
      });
      this.child.send({ name, argument } satisfies Question);
    });
  }

  stop(): Promise<void> {
    return end(this.child);
  }
}

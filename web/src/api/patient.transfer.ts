import { type FileCall, type Transfer, transfer } from './file.transfer.ts';

/** Why a transfer does nothing just now: the service is busy. */
export interface Wait {
  /** When the next try begins, in ms since 1970. */
  readonly until: number;
  /** Number of that try, from 2. */
  readonly attempt: number;
}

export const MOST_TRIES = 8;
const LONGEST_WAIT_S = 30;

/**
 * Sends a file again while the service answers 503, after the time that it asks for and ever longer.
 * @param onWait is told of each wait, and null when it is over
 * @returns what the service says in the end, which may be 503
 */
export function patientTransfer(call: FileCall, onWait: (wait: Wait | null) => void): Transfer {
  let stop = () => {};
  const answer = (async () => {
    for (let attempt = 1; ; attempt++) {
      const sending = transfer(call);
      stop = sending.stop;
      const answered = await sending.answer;
      if (answered.status !== 503 || attempt === MOST_TRIES) return answered;
      const waitMs = 1_000 * secondsAfter(attempt, answered.header('retry-after'));
      onWait({ until: Date.now() + waitMs, attempt: attempt + 1 });
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        stop = () => clearTimeout(timer);
      });
      onWait(null);
    }
  })();
  return { answer, stop: () => stop() };
}

function secondsAfter(attempt: number, asked: string | null): number {
  return Math.max(Number(asked) || 0, Math.min(2 ** (attempt - 1), LONGEST_WAIT_S));
}

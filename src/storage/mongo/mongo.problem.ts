import { Problem } from '../../problem/problem.js';

const DUPLICATE_KEY = 11_000;

/** Does work on the server; whatever the driver rejects with becomes a `history-unavailable` problem. */
export async function reachingMongo<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('history-unavailable', 'The history cannot be read or written.', {
      cause: error,
    });
  }
}

/** Does an insert that may be a repeated one: documents that are there already are fine. */
export async function insertingOnce(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!hasOnlyDuplicates(error)) throw error;
  }
}

interface WriteFailure {
  readonly code?: unknown;
  readonly writeErrors?: readonly { readonly code: number }[] | { readonly code: number };
  readonly result?: { getWriteConcernError?(): unknown };
}

/** A write that also failed to be acknowledged by the majority is not done. */
function hasOnlyDuplicates(error: unknown): boolean {
  const { code, writeErrors = [], result } = error as WriteFailure;
  const codes = [writeErrors].flat().map((one) => one.code);
  const isAcknowledged = result?.getWriteConcernError?.() === undefined;
  return code === DUPLICATE_KEY && codes.every((one) => one === DUPLICATE_KEY) && isAcknowledged;
}

import { Problem } from '../../problem/problem.js';

/** What can be said to a client; everything else of an error may hold a path. */
const DETAILS: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'The disk of the history is full.',
  SQLITE_BUSY: 'The history is locked by another process.',
  SQLITE_LOCKED: 'The history is locked by another process.',
  SQLITE_READONLY: 'The history cannot be written to.',
  SQLITE_PERM: 'The history cannot be written to.',
  SQLITE_CORRUPT: 'The history is damaged.',
  SQLITE_NOTADB: 'The history is damaged.',
  ENOSPC: 'The disk of the history is full.',
  EDQUOT: 'The disk of the history is full.',
  EROFS: 'The history cannot be written to.',
  EACCES: 'The history cannot be written to.',
};
const UNKNOWN = 'The history cannot be read or written.';

/** Runs work on the database; what it throws or rejects with becomes a `history-unavailable` problem. */
export function reachingSqlite<T>(work: () => T): T {
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(fail) as T) : result;
  } catch (error) {
    return fail(error);
  }
}

/** Whether another connection writes, so that another try makes sense. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '');
}

/** What a client is told of an error of the database. */
export function historyProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('history-unavailable', detailOf(error), { cause: error });
}

function fail(error: unknown): never {
  throw historyProblem(error);
}

function detailOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return UNKNOWN;
  // Extended codes go on after the plain one: SQLITE_BUSY_SNAPSHOT.
  const [plain = ''] = /^SQLITE_[A-Z]+|^E[A-Z]+/.exec(code) ?? [];
  return DETAILS[plain] ?? UNKNOWN;
}

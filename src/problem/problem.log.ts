import type { Problem } from './problem.js';

/** What this needs of a logger. */
interface FailureLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What nobody expected is logged with its stack; an expected failure with its cause's words. */
export function logFailure(log: FailureLog, requestId: string, problem: Problem): void {
  const { code, cause, message } = problem;
  if (code === 'internal') log.error({ requestId, err: cause ?? problem }, message);
  else {
    log.warn(
      { requestId, code, cause: cause instanceof Error ? cause.message : undefined },
      message,
    );
  }
}

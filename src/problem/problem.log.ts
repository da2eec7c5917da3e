import type { Problem } from './problem.js';

/** What this needs of a logger. */
interface FailureLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/**
 * What nobody expected is logged with its stack; an expected failure with its cause's words.
 * @param log names the request by itself
 */
export function logFailure(log: FailureLog, problem: Problem): void {
  const { code, cause, message } = problem;
  if (code === 'internal') log.error({ err: cause ?? problem }, message);
  else log.warn({ code, cause: cause instanceof Error ? cause.message : undefined }, message);
}

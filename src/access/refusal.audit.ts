import { Counter } from 'prom-client';
import type { AccessRefusal } from './access.refusal.js';

const refusals = new Counter({
  name: 'tabserve_access_refusals_total',
  help: 'Requests that were refused for who sent them, by reason.',
  labelNames: ['reason'],
});

/** Where lines of a request are logged. */
interface RequestLogger {
  warn(facts: object, message: string): void;
}

/**
 * One line and one count for each refusal: who, as far as that is known, asked from where for what.
 * What they brought along is nowhere in it.
 */
export function noteRefusal(
  { reason, who, status }: AccessRefusal,
  request: { readonly address: string; readonly method: string; readonly route: string },
  logger: RequestLogger,
): void {
  refusals.inc({ reason });
  logger.warn({ reason, caller: who, status, ...request }, 'access refused');
}

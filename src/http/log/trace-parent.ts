import type { IncomingHttpHeaders } from 'node:http';

const VERSION_0 = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;
/** Of later versions the same parts can be read; what follows them nobody knows yet. */
const LATER = /^(?!00|ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(?=-|$)/;

/** The `traceparent` header as W3C's Trace Context has it; what has another form is nothing. */
export function traceparentOf({ traceparent }: IncomingHttpHeaders): string | undefined {
  if (typeof traceparent !== 'string') return undefined;
  return VERSION_0.test(traceparent) ? traceparent : LATER.exec(traceparent)?.[0];
}

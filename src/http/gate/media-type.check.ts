import type { IncomingMessage } from 'node:http';
import { Problem } from '../../problem/problem.js';
import { acceptedType } from '../media.type.js';
import type { RouteOptions } from '../route.options.js';
import type { Verdict } from './check.js';

/** Refuses compressed bodies and those that are not UTF-8, and answers that the client cannot read. */
export function checkMediaType({ headers }: IncomingMessage, { produces }: RouteOptions): Verdict {
  const { 'content-encoding': encoding, 'content-type': type, accept } = headers;
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return unsupported('Compressed bodies are not taken; send the plain text.');
  }
  const charset = type === undefined ? undefined : /;\s*charset="?([^";\s]+)/i.exec(type)?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    return unsupported('Bodies are UTF-8.');
  }
  if (produces === undefined || acceptedType(accept, produces) !== null) return null;
  return new Problem('not-acceptable', `This route answers with ${produces.join(', ')}.`);
}

function unsupported(detail: string): Problem {
  return new Problem('unsupported-media-type', detail);
}

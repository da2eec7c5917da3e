import type { IncomingMessage } from 'node:http';
import { Problem } from '../../problem/problem.js';
import { charsetOf, encodingOfCharset, isUtf8Charset } from '../charset.js';
import { acceptedType } from '../media.type.js';
import type { RouteOptions } from '../route.options.js';
import type { Verdict } from './check.js';

/**
 * Refuses compressed bodies and those that are not UTF-8, but for the files of uploads, and answers
 * that the client cannot read.
 */
export function checkMediaType(
  { headers }: IncomingMessage,
  { produces, upload = false }: RouteOptions,
): Verdict {
  const { 'content-encoding': encoding = 'identity', 'content-type': type, accept } = headers;
  const isTaken = upload ? /^(identity|(x-)?gzip)$/i : /^identity$/i;
  if (!isTaken.test(encoding)) {
    return unsupported(
      upload
        ? 'Files are taken as they are or as gzip; send the file so.'
        : 'Compressed bodies are not taken; send the plain text.',
    );
  }
  const charset = charsetOf(type);
  const isRead = upload ? encodingOfCharset(charset) !== undefined : isUtf8Charset(charset);
  if (charset !== undefined && !isRead) {
    return unsupported(upload ? 'Files are UTF-8, UTF-16 or windows-1252.' : 'Bodies are UTF-8.');
  }
  if (produces === undefined || acceptedType(accept, produces) !== null) return null;
  return new Problem('not-acceptable', `This route answers with ${produces.join(', ')}.`);
}

function unsupported(detail: string): Problem {
  return new Problem('unsupported-media-type', detail);
}

import { randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';

/**
 * Posts a file as a form, as it is read. Nothing is sent on to another address, whatever is answered.
 * @returns the answer, which may come before the file is sent
 * @throws Error when the server cannot be reached, or what `blocks` throws
 */
export function uploadFile(
  target: URL,
  headers: OutgoingHttpHeaders,
  fileName: string,
  blocks: AsyncIterable<Uint8Array>,
): Promise<IncomingMessage> {
  const boundary = randomBytes(16).toString('hex');
  const type = `multipart/form-data; boundary=${boundary}`;
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const sending = send(target, {
    method: 'POST',
    headers: { ...headers, 'content-type': type },
    agent: false,
  });
  return new Promise((resolve, reject) => {
    sending.once('response', resolve);
    const fail = (error: Error) => reject(faultOf(target, error));
    sending.on('error', fail);
    pipeline(formOf(boundary, fileName, blocks), sending).catch(fail);
  });
}

async function* formOf(boundary: string, fileName: string, blocks: AsyncIterable<Uint8Array>) {
  // As browsers write it.
  const name = fileName.replace(/["\r\n]/g, encodeURIComponent);
  const place = `content-disposition: form-data; name="file"; filename="${name}"`;
  yield Buffer.from(`--${boundary}\r\n${place}\r\ncontent-type: application/octet-stream\r\n\r\n`);
  yield* blocks;
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

/** What the system or TLS says has a code; what else can fail has words of its own. */
function faultOf({ origin }: URL, error: Error): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const hint = code.includes('CERT')
    ? '; NODE_EXTRA_CA_CERTS names a file of certificates to trust beside the known ones'
    : '';
  return new Error(`${origin} cannot be reached (${code})${hint}`, { cause: error });
}

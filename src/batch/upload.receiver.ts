import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import multer from 'multer';
import { Problem } from '../problem/problem.js';
import { blocksOf } from './upload.blocks.js';

/** A file on its way in. */
export interface Upload {
  readonly kind: 'csv' | 'json';
  readonly fileName: string | null;
  /** The bytes as they arrive, in blocks whose buffers may be handed on. */
  readonly blocks: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * Takes the file of a request, however it was sent, and resolves with what `handle` made of it
 * when the request is complete. A fault of `handle` is passed on at once, without reading on.
 * @param limit most bytes of the file
 * @throws Problem `malformed-request`, `too-large`, or what `handle` throws
 */
export function receiveUpload<T>(
  request: FastifyRequest,
  limit: number,
  handle: (upload: Upload) => Promise<T>,
): Promise<T> {
  const { body } = request;
  const type = request.headers['content-type'] ?? '';
  if (Buffer.isBuffer(body)) {
    return handle({ kind: 'json', fileName: null, blocks: blocksOf(Readable.from([body]), limit) });
  }
  if (/^text\/csv\s*(;|$)/i.test(type)) return receivePlain(request, limit, handle);
  if (/^multipart\//i.test(type)) return receiveMultipart(request, limit, handle);
  throw new Problem('malformed-request', 'There is no file in the request.');
}

function receivePlain<T>(
  request: FastifyRequest,
  limit: number,
  handle: (upload: Upload) => Promise<T>,
): Promise<T> {
  if (Number(request.headers['content-length']) > limit) {
    throw new Problem('too-large', `The file is larger than ${limit} bytes.`);
  }
  return handle({ kind: 'csv', fileName: null, blocks: blocksOf(request.raw, limit) });
}

/** multer reads the parts; its storage engine is ours, so that no file is gathered anywhere. */
function receiveMultipart<T>(
  request: FastifyRequest,
  limit: number,
  handle: (upload: Upload) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let result: { value: T } | null = null;
    const storage: multer.StorageEngine = {
      _handleFile(_request, { originalname, stream }, done) {
        handle({ kind: 'csv', fileName: originalname, blocks: blocksOf(stream, limit) })
          .then((value) => {
            result = { value };
            done(null, {});
          })
          .catch((error) => {
            reject(error);
            done(error);
          });
      },
      _removeFile: (_request, _file, done) => done(null),
    };
    const receive = multer({
      storage,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 16, fieldSize: 1_024 },
    });
    receive.single('file')(request.raw as never, {} as never, (error: unknown) => {
      if (error) reject(multipartProblem(error));
      else if (result === null)
        reject(new Problem('malformed-request', 'The field "file" has no file.'));
      else resolve(result.value);
    });
  });
}

function multipartProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const isSecond = (error as { code?: string }).code === 'LIMIT_UNEXPECTED_FILE';
  const detail = isSecond
    ? 'There must be one file, in the field "file".'
    : 'The multipart body is broken.';
  return new Problem('malformed-request', detail, { cause: error });
}

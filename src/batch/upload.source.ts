import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import multer from 'multer';
import { Problem } from '../problem/problem.js';
import type { RowSource } from '../scoring/file.scoring.js';
import { type Blocks, blocksOf } from '../scoring/table/byte.blocks.js';

/**
 * The file of a request, however it is sent. Its blocks end when the request is complete.
 * @param limit most bytes of the file
 * @throws Problem `malformed-request` or `too-large`, here or while the blocks are read
 */
export async function openUpload(request: FastifyRequest, limit: number): Promise<RowSource> {
  const { body } = request;
  const mediaType = request.headers['content-type'] ?? '';
  if (Number(request.headers['content-length']) > limit && !/^multipart\//i.test(mediaType)) {
    throw new Problem('too-large', `The file is larger than ${limit} bytes.`);
  }
  if (Buffer.isBuffer(body)) {
    return { mediaType, fileName: null, blocks: blocksOf(Readable.from([body]), limit) };
  }
  if (/^multipart\//i.test(mediaType)) return openMultipart(request, limit);
  if (mediaType === '') throw new Problem('malformed-request', 'There is no file in the request.');
  return { mediaType, fileName: null, blocks: blocksOf(request.raw, limit) };
}

/** multer reads the parts; its storage engine is ours, so that no file is gathered anywhere. */
function openMultipart(request: FastifyRequest, limit: number): Promise<RowSource> {
  return new Promise((resolve, reject) => {
    let isComplete: Promise<void>;
    const storage: multer.StorageEngine = {
      _handleFile(_request, { originalname, mimetype, stream }, done) {
        const blocks = blocksUntil(blocksOf(stream, limit), () => {
          done(null, {});
          return isComplete;
        });
        resolve({ mediaType: mimetype, fileName: originalname, blocks });
      },
      _removeFile: (_request, _file, done) => done(null),
    };
    const receive = multer({
      storage,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 16, fieldSize: 1_024 },
    });
    isComplete = new Promise((complete, fail) => {
      receive.single('file')(request.raw as never, {} as never, (error: unknown) => {
        if (error) fail(multipartProblem(error));
        else complete();
      });
    });
    isComplete.then(
      () => reject(new Problem('malformed-request', 'The field "file" has no file.')),
      reject,
    );
  });
}

/** Blocks, and then what else the request has, which may be one file too many. */
async function* blocksUntil(
  blocks: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  complete: () => Promise<void>,
): Blocks {
  yield* blocks;
  await complete();
}

function multipartProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const isSecond = (error as { code?: string }).code === 'LIMIT_UNEXPECTED_FILE';
  const detail = isSecond
    ? 'There must be one file, in the field "file".'
    : 'The multipart body is broken.';
  return new Problem('malformed-request', detail, { cause: error });
}

import type { IncomingMessage } from 'node:http';
import { FORMATS } from './answer.format.js';
import type { AnswerOutput } from './answer.output.js';
import { uploadFile } from './file.upload.js';
import type { Progress } from './progress.text.js';
import { countedBlocks, type ScoreInput } from './score.input.js';
import type { ScoreOrder, ScoreOutcome } from './score.order.js';
import { readKey } from './server.address.js';
import { refusalOf } from './server.refusal.js';

/**
 * Has a file scored by a server, which stores what it answers.
 * @throws Error when the server is not reached, refuses the file, or breaks off
 */
export async function scoreThere(
  server: URL,
  order: ScoreOrder,
  input: ScoreInput,
  output: AnswerOutput,
  progress: Progress,
): Promise<ScoreOutcome> {
  const target = targetOf(server, order);
  const accept = FORMATS[order.format];
  const key = order.keyFile === undefined ? undefined : await readKey(order.keyFile);
  const headers = { accept, ...(key !== undefined && { authorization: `Bearer ${key}` }) };
  const blocks = countedBlocks(input, (bytes) => {
    progress.bytes += bytes;
  });
  const answer = await uploadFile(target, headers, input.name ?? 'stdin', blocks);
  try {
    if (!isAsAsked(answer, accept)) {
      throw await refusalOf(answer, target, order.mostFaults);
    }
    for await (const piece of piecesOf(answer, target)) await output.write(piece);
  } finally {
    // A server that refuses a file may have read half of it.
    answer.destroy();
  }
  return outcomeOf(answer);
}

function targetOf(server: URL, order: ScoreOrder): URL {
  const target = new URL('predict-batch', server.href.replace(/\/*$/, '/'));
  const { model, version, onError, errorLimit, table } = order;
  const query = { model, version, onError, errorLimit, ...table };
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) target.searchParams.set(name, String(value));
  }
  return target;
}

function isAsAsked({ statusCode, headers }: IncomingMessage, accept: string): boolean {
  const [type] = (headers['content-type'] ?? '').split(';');
  return statusCode === 200 && type === accept && headers['x-batch-rows'] !== undefined;
}

async function* piecesOf(answer: IncomingMessage, { origin }: URL): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of answer) yield piece as Buffer;
  } catch (cause) {
    throw new Error(`The answer of ${origin} broke off`, { cause });
  }
}

/** Faults of rejected rows are not in an answer that is a table. */
function outcomeOf({ headers }: IncomingMessage): ScoreOutcome {
  const count = (name: string) => Number(headers[name]);
  const rows = count('x-batch-rows');
  return { rows, scored: count('x-batch-scored'), faults: [], faultCount: 0 };
}

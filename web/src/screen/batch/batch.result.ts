import { labelsOf } from '../../answer/answer.kind.ts';
import { api, type Contract, dataOf, type Schemas } from '../../api/client.ts';
import type { FileAnswer } from '../../api/file.transfer.ts';
import { may } from '../../state/access.ts';
import { guarded } from './csv.text.ts';
import { answerName } from './file.form.ts';
import { readPredictions } from './prediction.stream.ts';
import type { Dialect } from './table.check.ts';

/** What became of a file. */
export interface BatchResult extends Omit<Schemas['BatchViewDto'], 'labelCounts'> {
  /** Answered rows by label; null where nobody can say. */
  readonly labelCounts: Readonly<Record<string, number>> | null;
  /** The file with its predictions; the service does not keep it, so it is there only now. */
  readonly answer: AnswerFile | null;
}

export interface AnswerFile {
  readonly name: string;
  readonly body: Blob;
  /** How its text is written, which is how the file was; null where it is no text. */
  readonly text: { readonly delimiter: string; readonly decimal: string } | null;
}

/** What the service says of a batch that was scored before. @throws ApiProblem */
export async function storedResult(batchId: string): Promise<BatchResult> {
  const path = { batchId };
  const view = await dataOf(api.GET('/batches/{batchId}', { params: { path } }));
  return { ...view, answer: null };
}

interface Answered {
  readonly file: File;
  readonly answer: FileAnswer;
  readonly contract: Contract;
  /** How the file was read, as far as it is known. */
  readonly dialect: Dialect | null;
  /** When it was sent, in ms since 1970. */
  readonly since: number;
}

/**
 * What became of a file that was answered just now. Its headers say less than the history, which a
 * key may not be allowed to read.
 */
export async function answeredResult(answered: Answered): Promise<BatchResult> {
  const answer = answerFile(answered);
  const batchId = answered.answer.header('x-batch-id');
  const stored =
    batchId !== null && may('history:read') ? await storedResult(batchId).catch(() => null) : null;
  return { ...(stored ?? (await headerResult(answered, answer))), answer };
}

function answerFile({ file, answer: { body, header }, dialect }: Answered): AnswerFile {
  const isCsv = (header('content-type') ?? '').startsWith('text/csv');
  const { delimiter = ',', decimal = '.' } = dialect ?? {};
  const text = isCsv ? { delimiter: delimiter === 'tab' ? '\t' : delimiter, decimal } : null;
  return { name: answerName(file.name, isCsv ? 'csv' : 'parquet'), body, text };
}

async function headerResult(
  { answer: { header }, contract, since }: Answered,
  file: AnswerFile,
): Promise<Omit<BatchResult, 'answer'>> {
  const figure = (key: string) => Number(header(`x-batch-${key}`));
  const batchId = header('x-batch-id');
  const { name, version, digest } = contract;
  return {
    batchId,
    createdAt: new Date().toISOString(),
    model: { name, version, digest },
    fileName: null,
    rows: figure('rows'),
    scored: figure('scored'),
    rejected: figure('rejected'),
    labelCounts: await labelCounts(file, labelsOf(contract)),
    ignoredColumns: [],
    durationMs: Date.now() - since,
    recorded: batchId !== null,
    links: null,
  };
}

async function labelCounts(
  { body, text }: AnswerFile,
  labels: readonly string[],
): Promise<BatchResult['labelCounts']> {
  if (labels.length === 0) return {};
  if (text === null) return null;
  const counts = new Map<string, number>();
  const nameOf = new Map(labels.map((label) => [guarded(label), label]));
  const count = (cell: string) => {
    const label = nameOf.get(cell) ?? cell;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  };
  const take = ([cell = '']: readonly string[]) => count(cell);
  await readPredictions(body.stream(), {
    delimiter: text.delimiter,
    columns: ['prediction'],
    take,
  });
  return Object.fromEntries(counts);
}

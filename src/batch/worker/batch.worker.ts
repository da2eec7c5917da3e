import { classesOf, featuresOf } from '../../inference/model.contract.js';
import { OnnxSession } from '../../inference/onnx.session.js';
import { Problem } from '../../problem/problem.js';
import { CsvRowReader } from '../csv/csv.row.reader.js';
import { writtenColumns } from '../csv/csv.writer.js';
import { FaultList } from './fault.list.js';
import { JsonRowReader } from './json.row.reader.js';
import { PortChannel } from './port.channel.js';
import type { RowReader } from './row.reader.js';
import { RowScorer } from './row.scorer.js';
import type { ScoredChunk, ScoreResult, ScoreSummary, ScoreTask } from './score.task.js';

/** A thread keeps the sessions it has loaded; graphs are the same memory on every thread. */
const sessions = new Map<string, Promise<OnnxSession>>();

/** Entry point of a worker thread: scores one file. */
export default async function scoreFile(task: ScoreTask): Promise<ScoreResult> {
  const channel = new PortChannel<Uint8Array, ScoredChunk>(task.port);
  try {
    const summary = await score(task, channel);
    channel.end();
    return { summary };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message, errors } = error;
    return { problem: { code, detail: message, errors } };
  }
}

async function score(
  task: ScoreTask,
  channel: PortChannel<Uint8Array, ScoredChunk>,
): Promise<ScoreSummary> {
  const faults = new FaultList(task.maxFaults);
  const reader = readerOf(task, faults);
  const scorer = new RowScorer(await sessionOf(task), task.contract, task.isCsvAnswer);
  const drain = async (isLast: boolean) => {
    while (reader.fill(scorer.chunk)) await emit();
    if (isLast && scorer.chunk.rows > 0) await emit();
  };
  /** Once a file will be refused, its rows are read for their faults alone. */
  const emit = async () => {
    if (task.onError === 'reject' && faults.count > 0) return scorer.chunk.clear();
    const chunk = await scorer.score();
    await channel.send(chunk, [chunk.data.buffer, ...(chunk.csv ? [chunk.csv.buffer] : [])]);
  };
  for await (const bytes of channel.receive()) {
    reader.push(bytes);
    await drain(false);
  }
  reader.end();
  await drain(true);
  return summarize(reader, scorer, faults);
}

function readerOf(
  { kind, contract, limits, isCsvAnswer }: ScoreTask,
  faults: FaultList,
): RowReader {
  if (kind === 'json') return new JsonRowReader(contract, limits.maxRows, faults, isCsvAnswer);
  const written = isCsvAnswer ? writtenColumns(classesOf(contract)) : null;
  return new CsvRowReader(featuresOf(contract), limits, faults, written);
}

function sessionOf({ contract, graph }: ScoreTask): Promise<OnnxSession> {
  const known = sessions.get(contract.sha256);
  if (known) return known;
  const session = OnnxSession.load(new Uint8Array(graph), contract);
  sessions.set(contract.sha256, session);
  return session;
}

function summarize(reader: RowReader, scorer: RowScorer, faults: FaultList): ScoreSummary {
  if (reader.rows === 0) {
    const fault = { line: 1, code: 'no_rows', detail: 'there is no row of features' };
    throw new Problem('invalid-file', 'The file has no rows.', { errors: [fault] });
  }
  return {
    rows: reader.rows,
    scored: scorer.scored,
    labelCounts: scorer.labelCounts(),
    ignoredColumns: reader.ignored,
    faults: faults.first,
    faultCount: faults.count,
    csvHeader: reader.header === null ? null : scorer.csvHeader(reader.header),
  };
}

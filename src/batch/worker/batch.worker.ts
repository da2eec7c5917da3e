import { MessagePort } from 'node:worker_threads';
import { classesOf, featuresOf } from '../../inference/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { CsvRowReader } from '../csv/csv.row.reader.js';
import { writtenColumns } from '../csv/csv.writer.js';
import { FaultList } from './fault.list.js';
import { JsonRowReader } from './json.row.reader.js';
import { LabelCount } from './label.count.js';
import { sessionOf } from './model.sessions.js';
import { PortChannel } from './port.channel.js';
import { RowChunk } from './row.chunk.js';
import type { RowReader } from './row.reader.js';
import { RowScorer } from './row.scorer.js';
import {
  answerBuffers,
  type FilePart,
  type ScoredChunk,
  type ScoreResult,
  type ScoreSummary,
  type ScoreTask,
} from './score.task.js';
import { ScoringCrew } from './scoring.crew.js';

/** Entry point of a thread that is started ahead of its first file. */
export function load(): void {}

/** Entry point of a thread that is lent to a file. */
export { helpFile } from './file.helper.js';

/** Entry point of a thread that has a file to itself: reads it, and scores it with those lent to it. */
export default async function scoreFile(task: ScoreTask): Promise<ScoreResult> {
  const channel = new PortChannel<FilePart, ScoredChunk>(task.port);
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
  channel: PortChannel<FilePart, ScoredChunk>,
): Promise<ScoreSummary> {
  const { contract, isCsvAnswer, maxFaults } = task;
  const faults = new FaultList(maxFaults);
  const labels = new LabelCount(classesOf(contract));
  const reader = readerOf(task, faults);
  const scorer = new RowScorer(sessionOf(task), contract, isCsvAnswer);
  const crew = new ScoringCrew(contract, scorer, (answers) => {
    labels.add(answers.counts);
    return channel.send(answers, answerBuffers(answers));
  });
  let chunk = new RowChunk(contract);
  const drain = async (isLast: boolean) => {
    while (reader.fill(chunk)) await pass();
    if (isLast && chunk.rows > 0) await pass();
  };
  /** Once a file will be refused, its rows are read for their faults alone. */
  const pass = async () => {
    if (task.onError === 'reject' && faults.count > 0) chunk.clear();
    else chunk = await crew.score(chunk);
  };
  for await (const part of channel.receive()) {
    if (part instanceof MessagePort) crew.join(part);
    else {
      reader.push(part);
      await drain(false);
    }
  }
  reader.end();
  await drain(true);
  await crew.finish();
  if (reader.rows === 0) throw emptyFile();
  return {
    rows: reader.rows,
    scored: crew.rows,
    labelCounts: labels.byLabel(),
    ignoredColumns: reader.ignored,
    faults: faults.first,
    faultCount: faults.count,
    csvHeader: reader.header === null ? null : scorer.csvHeader(reader.header),
  };
}

function readerOf(
  { kind, contract, limits, isCsvAnswer }: ScoreTask,
  faults: FaultList,
): RowReader {
  if (kind === 'json') return new JsonRowReader(contract, limits.maxRows, faults, isCsvAnswer);
  const written = isCsvAnswer ? writtenColumns(classesOf(contract)) : null;
  return new CsvRowReader(featuresOf(contract), limits, faults, written);
}

function emptyFile(): Problem {
  const fault = { line: 1, code: 'no_rows', detail: 'there is no row of features' };
  return new Problem('invalid-file', 'The file has no rows.', { errors: [fault] });
}

import { Problem } from '../problem/problem.js';
import { say } from './command.output.js';
import type { AnswerOutput } from './score/answer.output.js';
import { JsonArrayOutput } from './score/json-array.output.js';
import type { scoreHere } from './score/local.scoring.js';
import { NewFile } from './score/new.file.js';
import { faultLines, problemText, toldOf } from './score/problem.words.js';
import { ProgressLine } from './score/progress.line.js';
import { progressText, summaryText } from './score/progress.text.js';
import { openInput, type ScoreInput } from './score/score.input.js';
import { readOrder, type ScoreOrder } from './score/score.order.js';
import { ReaderGone, StandardStream } from './score/standard.stream.js';

export { scoreHelp as help } from './score/score.help.js';

type Scoring = typeof scoreHere;

/** Scores a file, here or on a server. Exit code 1 when not every row was answered. */
export async function run(words: readonly string[]): Promise<void> {
  const order = readOrder(words);
  const input = await openInput(order.input);
  const output = await openOutput(order, input);
  try {
    await score(order, input, output);
  } catch (error) {
    await output.discard();
    // Whoever writes standard input need not be waited for either.
    if (error instanceof ReaderGone) process.exit();
    if (!(error instanceof Problem)) throw error;
    throw new Error(problemText(toldOf(error), order.mostFaults), { cause: error });
  }
}

async function openOutput({ out, format }: ScoreOrder, { stats }: ScoreInput) {
  const output = await (out === undefined ? StandardStream.open(stats) : NewFile.open(out, stats));
  return format === 'json' ? new JsonArrayOutput(output) : output;
}

async function score(order: ScoreOrder, input: ScoreInput, output: AnswerOutput): Promise<void> {
  const progress = { rows: 0, bytes: 0, size: input.size };
  // Rows and progress on one terminal would be neither.
  const isShown = process.stderr.isTTY && !(order.out === undefined && process.stdout.isTTY);
  const line = new ProgressLine((seconds) => progressText(progress, seconds), isShown);
  try {
    const scoring = await scoringOf(order);
    const { rows, scored, faults, faultCount } = await scoring(order, input, output, progress);
    await output.complete();
    line.end();
    const told = faultLines({ errors: faults, errorCount: faultCount }, order.mostFaults);
    for (const text of [...told, summaryText(rows, scored, line.seconds)]) say(`${text}\n`);
    if (scored < rows) process.exitCode = 1;
  } finally {
    line.end();
  }
}

/** What only one of them needs is loaded for that one alone. */
async function scoringOf({ server }: ScoreOrder): Promise<Scoring> {
  if (server === undefined) return (await import('./score/local.scoring.js')).scoreHere;
  const { scoreThere } = await import('./score/server.scoring.js');
  return (...rest) => scoreThere(server, ...rest);
}

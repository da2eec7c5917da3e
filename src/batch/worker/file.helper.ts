import { sessionOf } from './model.sessions.js';
import { ChannelClosed, PortChannel } from './port.channel.js';
import { RowChunk } from './row.chunk.js';
import { RowScorer } from './row.scorer.js';
import {
  answerBuffers,
  type HelpAnswer,
  type HelpRequest,
  type HelpTask,
  type Recall,
} from './score.task.js';

/**
 * Scores chunks for the thread that reads their file, until either that one or the lender is done.
 * @returns how many they were
 */
export async function helpFile(task: HelpTask): Promise<number> {
  let chunks = 0;
  const channel = new PortChannel<HelpRequest, HelpAnswer>(task.port);
  try {
    const scorer = new RowScorer(sessionOf(task), task.contract, task.isCsvAnswer);
    await channel.send('ready');
    task.recall.on('message', (word: Recall) => {
      if (word === 'over') channel.close();
      else channel.send('enough').catch(() => {});
    });
    for await (const request of channel.receive()) {
      await answer(request, scorer, task, channel);
      chunks++;
    }
  } catch (error) {
    if (!(error instanceof ChannelClosed)) throw error;
  } finally {
    channel.close();
    task.recall.close();
  }
  return chunks;
}

async function answer(
  { firstRow, parts }: HelpRequest,
  scorer: RowScorer,
  { contract }: HelpTask,
  channel: PortChannel<HelpRequest, HelpAnswer>,
): Promise<void> {
  const scored = scorer.score(new RowChunk(contract, parts), firstRow);
  const chunk = await scored.catch((error: Error) => error);
  if (chunk instanceof Error) await channel.send({ error: chunk });
  else await channel.send({ chunk }, answerBuffers(chunk));
}

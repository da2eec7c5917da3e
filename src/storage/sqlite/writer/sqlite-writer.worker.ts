import os from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../../problem/problem.js';
import { readRange } from '../journal/journal.range.js';
import { SqlitePredictionRepository } from '../sqlite-prediction.repository.js';
import type { WriterFault, WriterOptions, WriterRequest, WriterTask } from './writer.message.js';

/** Below the thread that answers, which never waits for this one but in a read of the history. */
const NICENESS = 5;

// Entry point of the thread that writes the tables. It ends when it is told to: to terminate it
// in the middle of a write would abort the process.
const port = parentPort as MessagePort;
// On Linux this is the thread's own; elsewhere it would be the process's.
if (process.platform === 'linux') os.setPriority(0, NICENESS);
const { path, synchronous } = workerData as WriterOptions;
const store = SqlitePredictionRepository.join(path, synchronous);

port.on('message', async (request: WriterRequest | null) => {
  if (request === null) return close();
  const { number, task } = request;
  port.postMessage({ number, fault: await faultOf(task) });
});

function close(): void {
  store.onApplicationShutdown();
  port.close();
}

async function faultOf(task: WriterTask): Promise<WriterFault | null> {
  try {
    await perform(task);
    return null;
  } catch (error) {
    return { message: (error as Error).message, isProblem: error instanceof Problem };
  }
}

async function perform(task: WriterTask): Promise<void> {
  switch (task.do) {
    case 'apply':
      return store.saveWritten(readRange(task.range));
    case 'saveChunk':
      return store.saveChunk(task.batchId, task.chunk);
    case 'saveBatch':
      return store.saveBatch(task.header);
    case 'discardBatch':
      return store.discardBatch(task.batchId);
  }
}

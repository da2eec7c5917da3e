import os from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { journalFolderOf } from '../journal/journal.folder.js';
import { JournalTail } from '../journal/journal.tail.js';
import { reachingHistory } from '../sqlite.problem.js';
import { SqlitePredictionRepository } from '../sqlite-prediction.repository.js';
import { faultOf } from './task.ledger.js';
import type { WriterOptions, WriterRequest, WriterTask } from './writer.message.js';

/** Below the thread that answers, which never waits for this one but in a read of the history. */
const NICENESS = 5;

// Entry point of the thread that writes the tables. It ends when it is told to: to terminate it
// in the middle of a write would abort the process.
const port = parentPort as MessagePort;
// On Linux this is the thread's own; elsewhere it would be the process's.
if (process.platform === 'linux') os.setPriority(0, NICENESS);
const { path, synchronous } = workerData as WriterOptions;
const store = SqlitePredictionRepository.join(path, synchronous);
const tail = new JournalTail(journalFolderOf(path), (records) => store.saveWritten(records));

port.on('message', async (request: WriterRequest | null) => {
  if (request === null) return close();
  const { number, task } = request;
  const fault = await perform(task).then(() => null, faultOf);
  port.postMessage({ number, fault });
});

function close(): void {
  store.onApplicationShutdown();
  port.close();
}

async function perform(task: WriterTask): Promise<void> {
  switch (task.do) {
    case 'catchUp':
      return reachingHistory(() => tail.catchUp());
    case 'saveChunk':
      return store.saveChunk(task.batchId, task.chunk);
    case 'saveBatch':
      return store.saveBatch(task.header);
    case 'discardBatch':
      return store.discardBatch(task.batchId);
  }
}

import os from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { TableTasks } from './table.tasks.js';
import { faultOf } from './task.ledger.js';
import type { WriterOptions, WriterRequest } from './writer.message.js';

/** Below the thread that answers, which seldom waits for this one. */
const NICENESS = 5;

// Entry point of the thread that writes the tables. It ends when it is told to: to terminate it
// in the middle of a write would abort the process.
const port = parentPort as MessagePort;
// On Linux this is the thread's own; elsewhere it would be the process's.
if (process.platform === 'linux') os.setPriority(0, NICENESS);
const tasks = new TableTasks(workerData as WriterOptions);

port.on('message', async (request: WriterRequest | null) => {
  if (request === null) {
    tasks.close();
    port.close();
    return;
  }
  const { number, task } = request;
  const fault = await tasks.perform(task).then(() => null, faultOf);
  port.postMessage({ number, fault });
});

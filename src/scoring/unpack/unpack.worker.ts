import { once } from 'node:events';
import {
  dieBeyond,
  dieFirst,
  dieWithParent,
  tellParent,
} from '../../inference/registry/lone.process.js';
import { Problem } from '../../problem/problem.js';
import { damagedFile } from './packed.fault.js';
import { parquetTable } from './parquet.table.js';
import { sentBytes } from './sent.bytes.js';
import { sheetTable } from './sheet.table.js';
import type { UnpackMessage, UnpackTask } from './unpack.task.js';

/*
 * Entry point of a process that makes text of a table that is packed. What a stranger has packed may
 * take all memory, or never come to an end, whichever library reads it; the end of this process ends
 * that.
 */
const sent = sentBytes();
process.once('message', (task: UnpackTask) => {
  dieBeyond(task.maxMemory);
  void unpack(task).finally(() => process.disconnect());
});
process.once('disconnect', () => process.exit());
// Whoever stops a service may stop all of its processes; it still answers what it has begun.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
dieFirst();
dieWithParent();

async function unpack(task: UnpackTask): Promise<void> {
  try {
    const bytes = await sent;
    const { source, text } = await (task.kind === 'parquet'
      ? parquetTable(bytes, task)
      : sheetTable(bytes, task));
    await send({ source });
    for await (const piece of text) {
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
    }
    await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  } catch (error) {
    // Also where the message should be lost, half a table is none.
    process.exitCode = 1;
    const { code, message, errors, members } = problemOf(error);
    await send({ problem: { code, detail: message, errors, members } });
  }
}

/** Whatever else a library throws is said of the file. */
function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : damagedFile('the file makes no sense', error);
}

function send(message: UnpackMessage): Promise<void> {
  return tellParent(message);
}

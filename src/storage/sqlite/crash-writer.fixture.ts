import { setImmediate } from 'node:timers/promises';
import { aHeader, aRecord, colourChunk, written } from '../contract/history.fixture.js';
import { FilePredictionRepository } from './file-prediction.repository.js';

// A process that writes until it is killed, and says what was acknowledged:
// `single <id>`, `batch <id>`, and `chunk <id>` for a batch that is under way.
const [, , path = '', writer = ''] = process.argv;
const repository = await FilePredictionRepository.open(
  { path, synchronous: 'NORMAL' },
  new URL(writer),
);
const CODES = new Array<number>(64).fill(1);

for (;;) {
  const records = Array.from({ length: 8 }, () => aRecord());
  await repository.saveAll(written(records));
  for (const { id } of records) acknowledge('single', id);
  await writeBatch();
  await setImmediate();
}

async function writeBatch(): Promise<void> {
  const header = aHeader([...CODES, ...CODES]);
  for (const firstRow of [0, CODES.length]) {
    await repository.saveChunk(header.id, colourChunk(firstRow, CODES));
    acknowledge('chunk', header.id);
  }
  await repository.saveBatch(header);
  acknowledge('batch', header.id);
}

function acknowledge(kind: string, id: string): void {
  // To a pipe this is synchronous: what was told has left the process.
  process.stdout.write(`${kind} ${id}\n`);
}

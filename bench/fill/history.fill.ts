import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { WrittenRecord } from '#dist/domain/prediction.record.js';
import { readContract } from '#dist/inference/contract/contract.reader.js';
import { SqlitePredictionRepository } from '#dist/storage/sqlite/sqlite-prediction.repository.js';
import { answerQuestions } from '../process/questions.js';
import { type HistoryPlaces, timeAfter } from './history.places.js';
import { CHUNK_ROWS, MadeRows } from './made.rows.js';

interface Fill {
  readonly path: string;
  readonly predictions: number;
}

/** One prediction in five is a single one, the others are rows of files. */
const SINGLES = 1 / 5;
/** A stretch of single predictions and a file follow each other, up to ten times. */
const STRETCH = 10_000;
const MOST_STRETCHES = 10;
const WRITE = 500;
const PLACES = 10;

const rows = new MadeRows(readContract(readFileSync('model/iris/1/model.json', 'utf8')));

answerQuestions({
  async fill({ path, predictions }: Fill): Promise<HistoryPlaces> {
    const repository = SqlitePredictionRepository.open(path);
    const places: HistoryPlaces = { singles: [], batches: [], ids: [] };
    const stretches = Math.min(MOST_STRETCHES, Math.ceil(predictions / STRETCH));
    const singles = Math.round((predictions / stretches) * SINGLES);
    for (let stretch = 0; stretch < stretches; stretch++) {
      await fillSingles(repository, singles, places);
      await fillBatch(repository, predictions / stretches - singles, places);
    }
    repository.onApplicationShutdown();
    return places;
  },
});

async function fillSingles(
  repository: SqlitePredictionRepository,
  count: number,
  { singles, ids }: HistoryPlaces,
): Promise<void> {
  const writes = count / WRITE;
  for (let write = 1; write <= writes; write++) {
    const records = Array.from({ length: WRITE }, (_, turn) => rows.single(turn));
    await repository.saveAll(records.map((record) => WrittenRecord.of(record)));
    if (write > 1 && (write - 1) % Math.ceil(writes / PLACES) === 0) {
      const { id } = records.at(-1) as { id: string };
      singles.push(timeAfter(id));
      ids.push(id);
    }
  }
  await setTimeout(2);
}

async function fillBatch(
  repository: SqlitePredictionRepository,
  count: number,
  { batches, ids }: HistoryPlaces,
): Promise<void> {
  const header = rows.header(count, rows.labelCounts(count));
  const full = rows.chunk(CHUNK_ROWS);
  for (let firstRow = 0; firstRow < count; firstRow += CHUNK_ROWS) {
    const size = Math.min(CHUNK_ROWS, count - firstRow);
    const data = size === CHUNK_ROWS ? full : rows.chunk(size);
    await repository.saveChunk(header.id, { firstRow, rows: size, data });
  }
  await repository.saveBatch(header);
  for (let at = 0; at < PLACES; at++) {
    batches.push(timeAfter(header.id));
    ids.push(`${header.id}.${Math.floor((count * (at + 0.5)) / PLACES)}`);
  }
  await setTimeout(2);
}

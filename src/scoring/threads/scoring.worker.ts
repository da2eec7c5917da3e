import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { AnswerCodec } from '../../domain/answer.codec.js';
import { featuresOf, type ModelContract } from '../../inference/contract/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { CsvRowReader } from '../table/csv.row.reader.js';
import { csvHeader, writtenColumns } from '../table/csv.writer.js';
import { FaultList } from '../table/fault.list.js';
import { JsonRowReader } from '../table/json.row.reader.js';
import { buffersOf, type ChunkParts, RowChunk } from '../table/row.chunk.js';
import type { RowReader } from '../table/row.reader.js';
import { modelOf } from './model.sessions.js';
import type { Answered, ChunkTask, ReadPart, ReadTask, ScoredChunk } from './thread.task.js';

/** Entry point of a thread that is started ahead of its first task. */
export function load(): void {}

/** Entry point: reads a part of a table into chunks. */
export function read(task: ReadTask): Answered<ReadPart> {
  return answered(() => {
    const part = readPart(task);
    const { reader, chunk } = part.state;
    const chunks = chunk === null ? part.chunks : [...part.chunks, chunk];
    const rest = reader === null ? [] : [reader.rest.buffer];
    return [part, [...chunks.flatMap(buffersOf), ...rest]];
  });
}

/** Entry point: answers the rows of a chunk. */
export function score({ table, chunk }: ChunkTask): Answered<ScoredChunk> {
  return answered(() => {
    const { contract, scorerOf } = modelOf(table.model);
    const scored = scorerOf(table.isCsvAnswer).score(new RowChunk(contract, chunk));
    const { data, csv } = scored;
    return [scored, csv === null ? [data.buffer] : [data.buffer, csv.buffer]];
  });
}

function readPart({ table, state, bytes, isLast }: ReadTask): ReadPart {
  const { contract, codec } = modelOf(table.model);
  const faults = new FaultList(Math.max(0, table.maxFaults - state.faults));
  const reader = readerOf(table, contract, codec, state.reader, faults);
  reader.push(bytes);
  if (isLast) reader.end();
  /** Once a file will be refused, its rows are read for their faults alone. */
  const isRefused = () => table.onError === 'reject' && state.faults + faults.count > 0;
  const chunks: ChunkParts[] = [];
  let chunk = new RowChunk(contract, state.chunk ?? undefined);
  while (reader.fill(chunk)) {
    if (isRefused()) chunk.clear();
    else {
      chunks.push(chunk.parts);
      chunk = new RowChunk(contract);
    }
  }
  if (isLast && chunk.rows > 0) chunks.push(chunk.parts);
  const { rows, ignored, header } = reader;
  return {
    state: {
      reader: reader.state,
      chunk: isLast ? null : chunk.parts,
      faults: state.faults + faults.count,
    },
    chunks: isRefused() ? [] : chunks,
    faults: faults.first,
    rows,
    ignoredColumns: ignored,
    csvHeader: header === null ? null : csvHeader(header, codec),
  };
}

function readerOf(
  { kind, limits, isCsvAnswer }: ReadTask['table'],
  contract: ModelContract,
  codec: AnswerCodec,
  state: ReadTask['state']['reader'],
  faults: FaultList,
): RowReader {
  if (kind === 'json') return new JsonRowReader(contract, limits.maxRows, faults, isCsvAnswer);
  const written = isCsvAnswer ? writtenColumns(codec) : null;
  return new CsvRowReader(featuresOf(contract), limits, faults, written, state);
}

/** What `work` gives, whose buffers are handed over and not copied. */
function answered<T>(work: () => [value: T, buffers: ArrayBuffer[]]): Answered<T> {
  try {
    const [value, buffers] = work();
    return move({ [transferableSymbol]: buffers, [valueSymbol]: { value } } as never) as never;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message, errors } = error;
    return { problem: { code, detail: message, errors } };
  }
}

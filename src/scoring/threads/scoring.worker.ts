import { move, transferableSymbol, valueSymbol } from 'piscina';
import { Problem } from '../../problem/problem.js';
import { stateBuffers } from '../table/reader.state.js';
import { buffersOf, RowChunk } from '../table/row.chunk.js';
import { modelOf } from './model.sessions.js';
import { readPart } from './table.reading.js';
import type { Answered, ChunkTask, ReadPart, ReadTask, ScoredChunk } from './thread.task.js';

/** Entry point of a thread that is started ahead of its first task. */
export function load(): void {}

/** Entry point: reads a part of a table into chunks. */
export function read(task: ReadTask): Answered<ReadPart> {
  return answered(() => {
    const { contract, codec } = modelOf(task.table.model);
    const part = readPart(task, contract, codec);
    const { reader, chunk } = part.state;
    const chunks = chunk === null ? part.chunks : [...part.chunks, chunk];
    const rest = reader === null ? [] : stateBuffers(reader);
    return [part, [...chunks.flatMap(buffersOf), ...rest]];
  });
}

/** Entry point: answers the rows of a chunk. */
export function score({ model, chunk, ...task }: ChunkTask): Answered<ScoredChunk> {
  return answered(() => {
    const { contract, scorerOf } = modelOf(model);
    const scored = scorerOf(task.passed, task.dialect).score(new RowChunk(contract, chunk), task);
    const { data, csv, passed: rows, packed } = scored;
    const parts = [
      ...(data === null ? [] : [data]),
      ...(csv === null ? [] : [csv]),
      ...(rows === null ? [] : [rows.text, rows.ends]),
      ...(packed ?? []).map(({ bytes }) => bytes),
    ];
    return [scored, parts.map(({ buffer }) => buffer)];
  });
}

/** What `work` gives, whose buffers are handed over and not copied. */
function answered<T>(work: () => [value: T, buffers: ArrayBuffer[]]): Answered<T> {
  try {
    const [value, buffers] = work();
    return move({ [transferableSymbol]: buffers, [valueSymbol]: { value } } as never) as never;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message, errors, members } = error;
    return { problem: { code, detail: message, errors, members } };
  }
}

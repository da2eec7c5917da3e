import type { AnswerCodec } from '../../domain/answer.codec.js';
import { featuresOf, type ModelContract } from '../../inference/contract/model.contract.js';
import { CsvRowReader } from '../table/csv.row.reader.js';
import { csvHeader, writtenColumns } from '../table/csv.writer.js';
import { FaultList } from '../table/fault.list.js';
import { JsonRowReader } from '../table/json.row.reader.js';
import { NdjsonRowReader } from '../table/ndjson.row.reader.js';
import { type ChunkParts, RowChunk } from '../table/row.chunk.js';
import type { RowReader } from '../table/row.reader.js';
import { PLAIN } from '../table/table.options.js';
import type { ReadPart, ReadTask } from './thread.task.js';

/** Reads a part of a table into chunks. */
export function readPart(task: ReadTask, contract: ModelContract, codec: AnswerCodec): ReadPart {
  const { table, state, bytes, isLast } = task;
  const faults = new FaultList(Math.max(0, table.maxFaults - state.faults));
  const reader = readerOf(task, contract, codec, faults);
  reader.push(bytes);
  if (isLast && table.isCut) reader.cut();
  else if (isLast) reader.end();
  const { isCheck } = table.terms;
  /** Of a table that is only looked at, or will be refused, rows are read for their faults alone. */
  const isDropped = () =>
    isCheck || (table.onError === 'reject' && state.faults + faults.count > 0);
  const chunks: ChunkParts[] = [];
  let chunk = new RowChunk(contract, state.chunk ?? undefined);
  while (reader.fill(chunk)) {
    if (isDropped()) chunk.clear();
    else {
      chunks.push(chunk.parts);
      chunk = new RowChunk(contract);
    }
  }
  if (isLast && chunk.rows > 0) chunks.push(chunk.parts);
  const { rows, ignored, header, dialect } = reader;
  return {
    state: {
      reader: reader.state,
      chunk: isLast ? null : chunk.parts,
      faults: state.faults + faults.count,
    },
    dialect,
    chunks: isDropped() ? [] : chunks,
    faults: faults.first,
    rows,
    ignoredColumns: ignored,
    preview: reader.preview,
    columns: reader.columns,
    csvHeader: header === null ? null : csvHeader(header, codec, { ...PLAIN, ...dialect }),
  };
}

function readerOf(
  { table, state }: ReadTask,
  contract: ModelContract,
  codec: AnswerCodec,
  faults: FaultList,
): RowReader {
  const terms = { ...table.terms, written: writtenColumns(codec) };
  if (table.source.kind === 'json') return new JsonRowReader(contract, terms, faults);
  if (table.source.kind === 'ndjson')
    return new NdjsonRowReader(contract, terms, faults, state.reader);
  return new CsvRowReader(featuresOf(contract), terms, faults, table.source, state.reader);
}

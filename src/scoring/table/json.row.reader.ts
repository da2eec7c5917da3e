import { FeatureValidator, type Row } from '../../inference/contract/feature.validator.js';
import { featuresOf, type ModelContract } from '../../inference/contract/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { parseJson } from '../json.text.js';
import { csvRecord } from './csv.text.js';
import type { FaultList } from './fault.list.js';
import type { RowChunk } from './row.chunk.js';
import type { RowReader } from './row.reader.js';

/** Most rows of one JSON array; larger data is better sent as CSV. */
export const MAX_JSON_ROWS = 10_000;

/** Reads feature rows from a JSON array; a row's "line" is its place in the array, from 1. */
export class JsonRowReader implements RowReader {
  readonly ignored: readonly string[] = [];
  readonly state = null;
  readonly header: string | null;
  rows = 0;
  private readonly names: readonly string[];
  private readonly validator: FeatureValidator;
  private readonly parts: Uint8Array[] = [];
  private items: readonly unknown[] = [];

  constructor(
    contract: ModelContract,
    private readonly maxRows: number,
    private readonly faults: FaultList,
    private readonly isCsvAnswer: boolean,
  ) {
    this.names = featuresOf(contract).map(({ name }) => name);
    this.header = isCsvAnswer ? csvRecord(this.names).trimEnd() : null;
    this.validator = new FeatureValidator(contract);
  }

  push(bytes: Uint8Array): void {
    this.parts.push(bytes);
  }

  end(): void {
    const items = parseJson(Buffer.concat(this.parts));
    if (!Array.isArray(items)) {
      const fault = {
        pointer: '',
        code: 'wrong_type',
        detail: 'must be an array of feature objects',
      };
      throw new Problem('invalid-file', 'The body is not a JSON array.', { errors: [fault] });
    }
    const most = Math.min(this.maxRows, MAX_JSON_ROWS);
    if (items.length > most) {
      throw new Problem(
        'too-large',
        `The array has more than ${most} rows; send a CSV file instead.`,
      );
    }
    this.items = items;
  }

  fill(chunk: RowChunk): boolean {
    while (!chunk.isFull) {
      if (this.rows >= this.items.length) return false;
      this.readRow(this.rows++, chunk);
    }
    return true;
  }

  private readRow(at: number, chunk: RowChunk): void {
    const row = this.items[at];
    const faults = this.validator.faultsOf(row, `/${at}`);
    for (const fault of faults) this.faults.add(fault);
    if (faults.length > 0) return;
    chunk.block.setRow(chunk.rows, row as Row);
    chunk.accept(at + 1, this.isCsvAnswer ? this.textOf(row as Row) : null);
  }

  private textOf(row: Row): Uint8Array {
    return Buffer.from(csvRecord(this.names.map((name) => row[name])).trimEnd());
  }
}

import type { ModelContract } from '../../inference/contract/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { parseJson } from '../json.text.js';
import type { FaultList } from './fault.list.js';
import { JsonRow } from './json.row.js';
import { slicesOf } from './json.slices.js';
import type { ParquetColumn } from './parquet.column.js';
import type { RowChunk } from './row.chunk.js';
import type { ReadingTerms, RowReader } from './row.reader.js';
import type { Dialect } from './table.options.js';
import type { TablePreview } from './table.preview.js';

/** Most rows of one JSON array; larger data is better sent as CSV. */
export const MAX_JSON_ROWS = 10_000;

/** Reads feature rows from a JSON array; a row's "line" is its place in the array, from 1. */
export class JsonRowReader implements RowReader {
  readonly state = null;
  readonly dialect: Dialect = { type: 'json' };
  rows = 0;
  header: string | null = null;
  private readonly row: JsonRow;
  private readonly parts: Uint8Array[] = [];
  private items: readonly unknown[] = [];
  private texts: readonly string[] | null = null;
  private body = '';

  constructor(
    contract: ModelContract,
    private readonly terms: ReadingTerms,
    faults: FaultList,
  ) {
    this.row = new JsonRow(contract, terms, faults);
  }

  get ignored(): readonly string[] {
    return [...this.row.ignored];
  }

  push(bytes: Uint8Array): void {
    this.parts.push(bytes);
  }

  end(): void {
    const body = Buffer.concat(this.parts);
    const items = parseJson(body);
    if (!Array.isArray(items)) {
      const fault = {
        pointer: '',
        code: 'wrong_type',
        detail: 'must be an array of feature objects',
      };
      throw new Problem('invalid-file', 'The body is not a JSON array.', { errors: [fault] });
    }
    const most = Math.min(this.terms.limits.maxRows, MAX_JSON_ROWS);
    if (items.length > most) {
      throw new Problem(
        'too-large',
        `The array has more than ${most} rows; send a CSV file, or a row a line (application/x-ndjson), instead.`,
      );
    }
    this.items = items;
    this.body = this.terms.passed === 'none' ? '' : body.toString('utf8');
    for (const item of items) this.row.note(item);
    this.header = this.row.settle();
  }

  cut(): void {
    this.end();
  }

  get columns(): readonly ParquetColumn[] | null {
    return this.row.columns;
  }

  get preview(): TablePreview | null {
    return this.row.preview;
  }

  fill(chunk: RowChunk): boolean {
    while (!chunk.isFull) {
      if (this.rows >= this.items.length) return false;
      this.readRow(this.rows++, chunk);
    }
    return true;
  }

  private readRow(at: number, chunk: RowChunk): void {
    const text = () => this.textOf(at);
    const item = { value: this.items[at], text, line: at + 1, pointer: `/${at}` };
    this.row.read(item, at + 1, chunk);
  }

  private textOf(at: number): string {
    this.texts ??= slicesOf(this.body);
    return this.texts[at] ?? '{}';
  }
}

import type { ModelContract } from '../../inference/contract/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { parseJson } from '../json.text.js';
import type { FaultList } from './fault.list.js';
import { JsonRow } from './json.row.js';
import { LineScanner } from './line.scanner.js';
import type { ParquetColumn } from './parquet.column.js';
import type { ReaderState } from './reader.state.js';
import type { RowChunk } from './row.chunk.js';
import type { ReadingTerms, RowReader } from './row.reader.js';
import { type Dialect, PLAIN } from './table.options.js';
import type { TablePreview } from './table.preview.js';
import { TextGuard } from './text.guard.js';

/** Reads feature rows from JSON objects, one a line. */
export class NdjsonRowReader implements RowReader {
  rows = 0;
  header: string | null = null;
  private readonly guard: TextGuard;
  private readonly scanner: LineScanner;
  private readonly row: JsonRow;

  /** @param state of a reader of the same file, to go on where that one has ended */
  constructor(
    contract: ModelContract,
    private readonly terms: ReadingTerms,
    private readonly faults: FaultList,
    state: ReaderState | null = null,
  ) {
    this.guard = new TextGuard(terms.options.encoding, state?.guard);
    this.scanner = new LineScanner(terms.limits.maxRecordBytes);
    this.row = new JsonRow(contract, terms, faults, state?.names ?? []);
    if (state === null) return;
    this.rows = state.rows;
    if (state.scanner !== null) this.scanner.resume(state.scanner);
    if (state.dialect !== null) this.header = this.row.settle();
  }

  get state(): ReaderState {
    return {
      guard: this.guard.state,
      scanner: this.scanner.state,
      // Rows that were read have settled the columns of the answer.
      dialect: this.rows > 0 ? PLAIN : null,
      names: this.ignored,
      rows: this.rows,
    };
  }

  get ignored(): readonly string[] {
    return [...this.row.ignored];
  }

  get dialect(): Dialect | null {
    const { encoding } = this.guard;
    return encoding === null ? null : { type: 'ndjson', encoding };
  }

  push(bytes: Uint8Array): void {
    this.scanner.push(this.guard.pass(bytes));
  }

  end(): void {
    this.scanner.push(this.guard.end());
    this.scanner.end();
  }

  cut(): void {
    this.scanner.push(this.guard.cut());
  }

  get columns(): readonly ParquetColumn[] | null {
    return this.row.columns;
  }

  get preview(): TablePreview | null {
    return this.row.preview;
  }

  fill(chunk: RowChunk): boolean {
    while (!chunk.isFull) {
      const line = this.scanner.next();
      if (line === null) return false;
      this.readRow(line, chunk);
    }
    return true;
  }

  private readRow(bytes: Uint8Array, chunk: RowChunk): void {
    const { maxRows } = this.terms.limits;
    if (++this.rows > maxRows) {
      throw new Problem('too-large', `The file has more than ${maxRows} rows.`);
    }
    const { line } = this.scanner;
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const value = this.scanner.isTooLong ? undefined : this.valueOf(body, line);
    if (this.scanner.isTooLong) {
      const detail = 'the record is longer than this server takes';
      this.faults.add({ line, code: 'too_long', detail });
    }
    if (value === undefined) return;
    if (this.header === null) {
      this.row.note(value);
      this.header = this.row.settle();
    }
    const item = { value, text: () => body.toString('utf8'), line, pointer: null };
    this.row.read(item, this.rows, chunk);
  }

  /** @returns undefined when the line is no JSON, which is a fault of that row */
  private valueOf(body: Buffer, line: number): unknown {
    try {
      return parseJson(body);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.faults.add({
        line,
        code: 'malformed_row',
        detail: `the line is no JSON: ${error.message}`,
      });
      return undefined;
    }
  }
}

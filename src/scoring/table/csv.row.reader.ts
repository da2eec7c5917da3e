import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { type Fault, Problem } from '../../problem/problem.js';
import { CellReader } from './cell.reader.js';
import { type ColumnPlan, planColumns } from './column.plan.js';
import { CsvScanner } from './csv.scanner.js';
import type { FaultList } from './fault.list.js';
import { PassedText } from './passed.text.js';
import type { ReaderState } from './reader.state.js';
import type { RowChunk } from './row.chunk.js';
import type { RowReader, TableLimits } from './row.reader.js';
import { TextGuard } from './text.guard.js';

const FLAWS = {
  bad_quote: 'a quote stands where none may, or is never closed',
  too_long: 'the record is longer than this server takes',
} as const;

/** Reads feature rows from CSV bytes. */
export class CsvRowReader implements RowReader {
  rows = 0;
  private readonly guard: TextGuard;
  private readonly scanner: CsvScanner;
  private readonly cells: readonly CellReader[];
  private plan: ColumnPlan | null = null;
  private passed: PassedText | null = null;

  /**
   * @param written names of the columns that a CSV answer adds; null when the answer is not CSV
   * @param state of a reader of the same file, to go on where that one has ended
   */
  constructor(
    private readonly features: readonly FeatureContract[],
    private readonly limits: TableLimits,
    private readonly faults: FaultList,
    private readonly written: readonly string[] | null,
    state: ReaderState | null = null,
  ) {
    this.scanner = new CsvScanner(limits.maxRecordBytes);
    this.cells = features.map((feature) => new CellReader(feature));
    const [isFirst, waiting] = state?.guard ?? [];
    this.guard = new TextGuard(isFirst, waiting);
    if (state === null) return;
    const { guard: _, names, rows, ...place } = state;
    this.scanner.resume(place);
    this.rows = rows;
    if (names !== null) this.planFor(names);
  }

  get state(): ReaderState {
    const names = this.plan?.names ?? null;
    return { ...this.scanner.state, guard: this.guard.state, names, rows: this.rows };
  }

  get ignored(): readonly string[] {
    return this.plan?.ignored ?? [];
  }

  get header(): string | null {
    return this.passed?.header ?? null;
  }

  push(bytes: Uint8Array): void {
    this.scanner.push(this.guard.pass(bytes));
  }

  end(): void {
    this.scanner.push(this.guard.end());
    this.scanner.end();
  }

  fill(chunk: RowChunk): boolean {
    while (!chunk.isFull) {
      if (!this.scanner.next()) return false;
      if (this.plan === null) this.readHeader(this.scanner);
      else this.readRow(this.plan, chunk);
    }
    return true;
  }

  /** A header that makes no sense is answered at once, whatever follows. */
  private readHeader({ fields, flaw, line }: CsvScanner): void {
    if (flaw !== null) throw headerProblem([{ line, code: flaw, detail: FLAWS[flaw] }]);
    const names = Array.from({ length: fields }, (_, field) => this.scanner.textAt(field));
    const { faults } = this.planFor(names);
    if (faults.length > 0) throw headerProblem(faults);
  }

  private planFor(names: readonly string[]): ColumnPlan {
    this.plan = planColumns(names, this.features);
    if (this.written) this.passed = new PassedText(this.plan, this.features, this.written);
    return this.plan;
  }

  private readRow(plan: ColumnPlan, chunk: RowChunk): void {
    if (++this.rows > this.limits.maxRows) {
      throw new Problem('too-large', `The file has more than ${this.limits.maxRows} rows.`);
    }
    const fault = this.recordFault(plan.names.length);
    if (fault !== null) this.faults.add({ line: this.scanner.line, ...fault });
    else if (this.readCells(plan, chunk)) {
      chunk.accept(
        this.scanner.line,
        this.passed === null ? null : this.passed.textOf(this.scanner),
      );
    }
  }

  private recordFault(columns: number): { code: string; detail: string } | null {
    const { flaw, fields } = this.scanner;
    if (flaw !== null) return { code: flaw, detail: FLAWS[flaw] };
    if (fields === columns) return null;
    return { code: 'ragged_row', detail: `the record has ${fields} cells, the header ${columns}` };
  }

  /** Every fault of the row is listed; false when there was one. */
  private readCells({ names, features, absent }: ColumnPlan, { block, rows }: RowChunk): boolean {
    let isGood = true;
    for (let field = 0; field < features.length; field++) {
      const at = features[field] as number;
      if (at === -1) continue;
      const column = block.columns[at];
      if (column === undefined) continue;
      const fault = this.readCell(field, at, column, rows);
      if (fault === null) continue;
      isGood = false;
      this.faults.add({ line: this.scanner.line, column: names[field] ?? '', ...fault });
    }
    for (const at of absent) block.clearCell(at, rows);
    return isGood;
  }

  private readCell(
    field: number,
    at: number,
    column: RowChunk['block']['columns'][number],
    row: number,
  ) {
    const { bytes, starts, ends, escaped } = this.scanner;
    const cell = this.cells[at] as CellReader;
    if (escaped[field] === 0)
      return cell.read(bytes, starts[field] as number, ends[field] as number, column, row);
    const plain = Buffer.from(this.scanner.textAt(field));
    return cell.read(plain, 0, plain.length, column, row);
  }
}

function headerProblem(errors: readonly Fault[]): Problem {
  return new Problem('invalid-file', 'The header of the file does not fit the model.', {
    errors: errors.slice(0, 100),
  });
}

import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { CellReader } from './cell.reader.js';
import { type ColumnPlan, planColumns } from './column.plan.js';
import { CsvScanner } from './csv.scanner.js';
import { findDialect } from './dialect.finder.js';
import type { FaultList } from './fault.list.js';
import { headerProblem, plainHeaderFaults } from './header.fault.js';
import { lateHeaderLine } from './late.header.js';
import type { ParquetColumn } from './parquet.column.js';
import { PassedCells } from './passed.cells.js';
import { PassedColumns } from './passed.columns.js';
import { PassedText } from './passed.text.js';
import type { ReaderState } from './reader.state.js';
import { flawFault, recordFault } from './record.fault.js';
import type { RowChunk } from './row.chunk.js';
import type { ReadingTerms, RowReader } from './row.reader.js';
import { separatorLineOf } from './separator.line.js';
import {
  characterOf,
  codeOf,
  type Dialect,
  type TableOptions,
  type TextDialect,
} from './table.options.js';
import { PreviewKeeper, type TablePreview } from './table.preview.js';
import { HEAD_BYTES, TextGuard } from './text.guard.js';
import type { TextSource } from './text.source.js';

/** Reads feature rows from CSV bytes. */
export class CsvRowReader implements RowReader {
  rows = 0;
  private readonly guard: TextGuard;
  private options: TableOptions;
  private scanner: CsvScanner | null = null;
  private text: TextDialect | null = null;
  private cells: readonly CellReader[] = [];
  private plan: ColumnPlan | null = null;
  private readonly keeper = new PreviewKeeper();
  private passed: PassedText | PassedColumns | PassedCells | null = null;

  /** @param state of a reader of the same file, to go on where that one has ended */
  constructor(
    private readonly features: readonly FeatureContract[],
    private readonly terms: ReadingTerms,
    private readonly faults: FaultList,
    private readonly source: TextSource = { kind: 'csv', firstLine: 1 },
    state: ReaderState | null = null,
  ) {
    this.options = terms.options;
    const isText = source.kind === 'csv';
    this.guard = new TextGuard(isText ? this.options.encoding : 'utf-8', state?.guard, !isText);
    if (state === null) return;
    this.rows = state.rows;
    if (state.dialect === null || state.scanner === null) return;
    this.readAs(state.dialect).resume(state.scanner);
    if (state.names !== null) this.planFor(state.names);
  }

  get state(): ReaderState {
    return {
      guard: this.guard.state,
      scanner: this.scanner?.state ?? null,
      dialect: this.text,
      names: this.plan?.names ?? null,
      rows: this.rows,
    };
  }

  get ignored(): readonly string[] {
    return this.plan?.ignored ?? [];
  }

  get header(): string | null {
    return this.passed?.header ?? null;
  }

  get columns(): readonly ParquetColumn[] | null {
    return this.passed instanceof PassedCells ? this.passed.columns : null;
  }

  get preview(): TablePreview | null {
    const { plan, terms } = this;
    return plan === null || !terms.isCheck ? null : this.keeper.of(plan, this.features);
  }

  get dialect(): Dialect | null {
    const { text, options, source } = this;
    const { encoding } = this.guard;
    if (text === null || encoding === null) return null;
    const header = options.columns?.by === 'place' ? ({ header: false } as const) : {};
    if (source.kind !== 'csv') return { type: source.kind, ...sheetOf(source), ...header };
    const { delimiter, decimal, thousands } = text;
    const grouped = thousands === undefined ? {} : { thousands };
    return { type: 'csv', delimiter, decimal, ...grouped, encoding, ...header };
  }

  push(bytes: Uint8Array): void {
    this.take(this.guard.pass(bytes), false);
  }

  end(): void {
    this.take(this.guard.end(), true);
    this.scanner?.end();
  }

  cut(): void {
    this.take(this.guard.cut(), false);
  }

  fill(chunk: RowChunk): boolean {
    const { scanner } = this;
    if (scanner === null) return false;
    while (!chunk.isFull) {
      if (!scanner.next()) return false;
      if (this.plan === null) this.readHeader(scanner);
      else this.readRow(scanner, this.plan, chunk);
    }
    return true;
  }

  /** How the table is written is found before anything is read. */
  private take(text: Uint8Array, isLast: boolean): void {
    if (this.scanner !== null) this.scanner.push(text);
    else if (text.length > 0 || isLast) this.begin(text, isLast);
  }

  private begin(text: Uint8Array, isWhole: boolean): void {
    const separator = this.source.kind === 'csv' ? separatorLineOf(text) : null;
    const rest = text.subarray(separator?.length ?? 0);
    // What was packed has become CSV with commas, whatever the request says of text.
    const delimiter = this.source.kind === 'csv' ? this.options.delimiter : ',';
    this.options = { ...this.options, delimiter: delimiter ?? separator?.delimiter };
    const head = {
      bytes: rest.subarray(0, HEAD_BYTES),
      isWhole: isWhole && rest.length <= HEAD_BYTES,
      maxRecordBytes: this.terms.limits.maxRecordBytes,
    };
    const scanner = this.readAs(findDialect(head, this.features, this.options));
    scanner.startAt(this.source.firstLine + (separator === null ? 0 : 1));
    scanner.push(rest);
    const { columns } = this.options;
    if (columns?.by !== 'place') return;
    const { faults } = this.planFor(columns.names);
    if (faults.length > 0 && !this.terms.isCheck) throw headerProblem(faults, this.dialect);
    for (const fault of faults) this.faults.add(fault);
  }

  private readAs(dialect: TextDialect): CsvScanner {
    const { maxRecordBytes } = this.terms.limits;
    this.text = dialect;
    this.cells = this.features.map((feature) => new CellReader(feature, dialect));
    this.scanner = new CsvScanner(
      maxRecordBytes,
      codeOf(dialect.delimiter),
      this.source.kind !== 'csv',
    );
    return this.scanner;
  }

  /** A header that makes no sense is answered at once, whatever follows. */
  private readHeader(scanner: CsvScanner): void {
    const { flaw, line } = scanner;
    const refuse = (errors: Parameters<typeof headerProblem>[0]) => {
      throw headerProblem(errors, this.dialect);
    };
    if (flaw !== null) refuse([{ line, ...flawFault(flaw) }]);
    const plan = this.planFor(scanner.texts);
    if (plan.faults.length === 0) return;
    const later = lateHeaderLine(scanner, this.features, this.options.columns);
    const faults = plainHeaderFaults(plan, this.features, line, later);
    if (!this.terms.isCheck) refuse(faults);
    for (const fault of faults) this.faults.add(fault);
  }

  private planFor(names: readonly string[]): ColumnPlan {
    const { passed, written } = this.terms;
    const delimiter = characterOf((this.text as TextDialect).delimiter);
    this.plan = planColumns(names, this.features, this.options.columns);
    if (passed === 'csv') {
      this.passed = new PassedText(this.plan, this.features, written, delimiter);
    } else if (passed === 'json') this.passed = new PassedColumns(this.plan, this.source);
    else if (passed === 'parquet') {
      this.passed = new PassedCells(this.plan, this.features, written, this.source);
    }
    return this.plan;
  }

  private readRow(scanner: CsvScanner, plan: ColumnPlan, chunk: RowChunk): void {
    if (++this.rows > this.terms.limits.maxRows) {
      throw new Problem('too-large', `The file has more than ${this.terms.limits.maxRows} rows.`);
    }
    const { line } = scanner;
    if (this.terms.isCheck) this.keeper.keep(this.rows, line, () => scanner.texts);
    const fault = recordFault(scanner, plan.names.length);
    if (fault !== null) this.faults.add({ line, ...fault });
    else if (this.readCells(scanner, plan, chunk)) {
      chunk.accept(line, this.passed === null ? null : this.passed.textOf(scanner));
    }
  }

  /** Every fault of the row is listed; false when there was one. */
  private readCells(
    scanner: CsvScanner,
    { names, features, absent }: ColumnPlan,
    { block, rows }: RowChunk,
  ): boolean {
    let isGood = true;
    for (let field = 0; field < features.length; field++) {
      const at = features[field] as number;
      if (at === -1) continue;
      const column = block.columns[at];
      if (column === undefined) continue;
      const fault = this.readCell(scanner, field, at, column, rows);
      if (fault === null) continue;
      isGood = false;
      this.faults.add({ line: scanner.line, column: names[field] ?? '', ...fault });
    }
    for (const at of absent) block.clearCell(at, rows);
    return isGood;
  }

  private readCell(
    scanner: CsvScanner,
    field: number,
    at: number,
    column: RowChunk['block']['columns'][number],
    row: number,
  ) {
    const { bytes, starts, ends, escaped } = scanner;
    const cell = this.cells[at] as CellReader;
    if (escaped[field] === 0)
      return cell.read(bytes, starts[field] as number, ends[field] as number, column, row);
    const plain = Buffer.from(scanner.textAt(field));
    return cell.read(plain, 0, plain.length, column, row);
  }
}

function sheetOf({ sheet }: TextSource): { sheet?: string } {
  return sheet === undefined ? {} : { sheet };
}

import { FeatureValidator, type Row } from '../../inference/contract/feature.validator.js';
import {
  type FeatureContract,
  featuresOf,
  type ModelContract,
} from '../../inference/contract/model.contract.js';
import { type Fault, Problem } from '../../problem/problem.js';
import { ColumnOwners } from './column.plan.js';
import { csvRecord } from './csv.text.js';
import type { FaultList } from './fault.list.js';
import { membersOf } from './json.slices.js';
import { FEATURE_TYPES, type ParquetColumn } from './parquet.column.js';
import type { RowChunk } from './row.chunk.js';
import type { ReadingTerms } from './row.reader.js';
import { PreviewKeeper, type TablePreview } from './table.preview.js';

/** So many names of columns that no feature takes are told; a table has fewer. */
const MAX_IGNORED = 10_000;

/** A row of JSON, and where it stands. */
export interface JsonItem {
  readonly value: unknown;
  /** As it was sent. */
  readonly text: () => string;
  readonly line: number;
  /** JSON pointer of the row; null where rows have lines. */
  readonly pointer: string | null;
}

/** Reads feature rows that are JSON objects, whatever holds them. */
export class JsonRow {
  private readonly keeper = new PreviewKeeper();
  /** Names of the members that no feature takes, in the order in which they were seen. */
  readonly ignored: Set<string>;
  private readonly contracts: readonly FeatureContract[];
  private readonly features: readonly string[];
  private readonly owners: ColumnOwners;
  private readonly known = new Map<string, number>();
  private readonly validator: FeatureValidator;
  /** Names of all members of a table that is only looked at, in the order in which they were seen. */
  private readonly seen: Set<string>;
  /** Columns of a CSV or Parquet answer that no feature takes, once they are settled. */
  private settled: readonly string[] | null = null;

  /** @param names those that were seen before */
  constructor(
    contract: ModelContract,
    private readonly terms: ReadingTerms,
    private readonly faults: FaultList,
    names: readonly string[] = [],
  ) {
    const features = featuresOf(contract);
    const { columns } = terms.options;
    if (columns?.by === 'place') {
      const detail =
        'The rows of JSON name their own columns; send columns as an object, or leave it out.';
      throw new Problem('malformed-request', detail);
    }
    this.contracts = features;
    this.features = features.map(({ name }) => name);
    this.owners = new ColumnOwners(features, columns);
    this.validator = new FeatureValidator(contract);
    this.seen = new Set(names);
    this.ignored = new Set(names.filter((name) => this.featureOf(name) === undefined));
  }

  /** What another reader of the same table goes on with. */
  get names(): readonly string[] {
    return [...(this.terms.isCheck ? this.seen : this.ignored)];
  }

  /** Header record of a CSV answer; from here on rows may have no other columns, as in Parquet. */
  settle(): string | null {
    const { passed, written } = this.terms;
    if (passed !== 'csv' && passed !== 'parquet') return null;
    // All but those that the answer writes itself.
    this.settled = [...this.ignored].filter((name) => !written.includes(name));
    return csvRecord([...this.features, ...this.settled]).trimEnd();
  }

  /** Notes the columns of a row before it is read. */
  note(value: unknown): void {
    for (const key of keysOf(value)) if (this.featureOf(key) === undefined) this.ignored.add(key);
  }

  /** Columns as the rows have them; the first rows may have fewer. */
  get preview(): TablePreview | null {
    if (!this.terms.isCheck) return null;
    const names = [...this.seen];
    const features = Int32Array.from(names, (name) => this.owners.of(name));
    const taken = new Set(features);
    const missing = this.contracts.filter(
      ({ required }, at) => required !== false && !taken.has(at),
    );
    const plan = { names, features, missing: missing.map(({ name }) => name) };
    return this.keeper.of(plan, this.contracts);
  }

  /** @param number of the row, from 1 */
  read({ value, text, line, pointer }: JsonItem, number: number, chunk: RowChunk): void {
    const { row, faults } = this.rowOf(value, pointer);
    if (this.terms.isCheck) this.look(value, line, number);
    const all = [...faults, ...this.validator.faultsOf(row, pointer ?? '')];
    for (const fault of all) this.faults.add(pointer === null ? lineFault(fault, line) : fault);
    if (all.length > 0) return;
    chunk.block.setRow(chunk.rows, row as Row);
    chunk.accept(line, this.passedText(row as Row, text));
  }

  private look(value: unknown, line: number, number: number): void {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const cells = new Map(isObject ? Object.entries(value) : []);
    for (const name of cells.keys()) if (this.seen.size < MAX_IGNORED) this.seen.add(name);
    this.keeper.keep(number, line, () => [...this.seen].map((name) => shownCell(cells.get(name))));
  }

  /** The members that features take, under the names of the features. */
  private rowOf(value: unknown, pointer: string | null): { row: unknown; faults: Fault[] } {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { row: value, faults: [] };
    }
    const row: Record<string, unknown> = Object.create(null);
    const faults: Fault[] = [];
    const refuse = (key: string, code: string, detail: string) =>
      faults.push({ pointer: `${pointer ?? ''}/${key}`, code, detail });
    for (const [key, cell] of Object.entries(value)) {
      const name = this.featureOf(key);
      if (name === undefined) {
        if (this.settled === null && this.ignored.size < MAX_IGNORED) this.ignored.add(key);
        else if (this.settled !== null && !this.ignored.has(key)) {
          refuse(
            key,
            'unknown_column',
            `the rows before have no member ${JSON.stringify(key)}; as CSV each has the same columns: give the first row all of them`,
          );
        }
      } else if (name in row) refuse(key, 'duplicate_column', `a second member for ${name}`);
      else row[name] = cell;
    }
    return { row, faults };
  }

  private featureOf(key: string): string | undefined {
    let at = this.known.get(key);
    if (at === undefined) {
      at = this.owners.of(key);
      if (this.known.size < MAX_IGNORED) this.known.set(key, at);
    }
    return this.features[at];
  }

  /** Columns that a Parquet answer repeats, once they are settled. */
  get columns(): readonly ParquetColumn[] | null {
    if (this.settled === null || this.terms.passed !== 'parquet') return null;
    const own = this.contracts.map(({ name, dtype }) => ({ name, type: FEATURE_TYPES[dtype] }));
    return [...own, ...this.settled.map((name) => ({ name, type: 'string' as const }))];
  }

  private passedText(row: Row, text: () => string): Uint8Array | null {
    const { passed } = this.terms;
    if (passed === 'none') return null;
    const members = this.ignored.size === 0 ? new Map<string, string>() : membersOf(text());
    if (this.settled === null) {
      const others = [...members].filter(([key]) => this.ignored.has(key));
      return Buffer.from(others.map(([key, raw]) => `${JSON.stringify(key)}:${raw}`).join(','));
    }
    const cells = [
      ...this.features.map((name) => row[name] ?? null),
      ...this.settled.map((name) => cellOf(members.get(name))),
    ];
    if (passed === 'csv') return Buffer.from(csvRecord(cells).trimEnd());
    const texts = cells.map((cell) => (cell === null ? null : String(cell)));
    return Buffer.from(JSON.stringify(texts));
  }
}

function shownCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** A JSON value as a cell: texts without quotes, numbers as they are written. */
function cellOf(raw: string | undefined): unknown {
  if (raw === undefined || raw === 'null') return null;
  return raw.startsWith('"') ? JSON.parse(raw) : /^[[{]/.test(raw) ? raw : new RawCell(raw);
}

/** A text that is written as it is. */
class RawCell {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

function lineFault({ pointer = '', code, detail }: Fault, line: number): Fault {
  const name = pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
  return { line, ...(name === '' ? {} : { column: name }), code, detail };
}

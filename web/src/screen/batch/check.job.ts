import { signal } from '@preact/signals';
import type { ApiProblem, Contract } from '../../api/client.ts';
import type { Transfer } from '../../api/file.transfer.ts';
import type { Wait } from '../../api/patient.transfer.ts';
import { announce } from '../../state/status.ts';
import { checkSummary } from './check.words.ts';
import { rememberColumn, rememberedColumns } from './column.memory.ts';
import { dialectWords } from './dialect.words.ts';
import { checkTable, isCheckable, type TableCheck } from './table.check.ts';
import type { ColumnChoice, Reading } from './table.reading.ts';

/** Where the check of a file stands. */
export type CheckState =
  | { readonly phase: 'none' }
  /** Too large to be sent twice. */
  | { readonly phase: 'left' }
  | { readonly phase: 'checking'; readonly wait: Wait | null }
  | { readonly phase: 'failed'; readonly problem: ApiProblem }
  | { readonly phase: 'read' };

/** What the service makes of a file before it is scored, and how it is to be read. */
export class CheckJob {
  readonly state = signal<CheckState>({ phase: 'none' });
  readonly reading = signal<Reading>({});
  /** What was found last; it stays in view while another reading is tried. */
  readonly table = signal<TableCheck | null>(null);
  /** Whether columns are those that were chosen for a file before. */
  readonly isRemembered = signal(false);
  private file: File | null = null;
  private running: Transfer<TableCheck> | null = null;

  constructor(private readonly contract: Contract) {}

  async begin(file: File): Promise<void> {
    this.file = file;
    this.table.value = null;
    await this.read({});
  }

  /** Has the file read in another way. */
  async read(reading: Reading): Promise<void> {
    this.isRemembered.value = false;
    await this.look(reading);
    const table = this.table.value;
    if (table === null || reading.columns !== undefined) return;
    const columns = this.rememberedFor(table);
    if (Object.keys(columns).length === 0) return;
    this.isRemembered.value = true;
    await this.look({ ...reading, columns });
  }

  /** Has every row looked at, not only the first ones. */
  lookThrough(): Promise<void> {
    return this.look(this.reading.value, true);
  }

  /** Has the file read in a way that is not chosen yet; null when there is no file. */
  try(reading: Reading): Transfer<TableCheck> | null {
    const { file, contract } = this;
    return file && checkTable(file, { contract, reading: { ...this.reading.peek(), ...reading } });
  }

  /** Chooses columns. @param kept a feature and its header, which hold for the next file as well */
  chooseColumns(
    columns: ColumnChoice,
    kept: readonly [feature: string, header: string | null] | null,
  ): Promise<void> {
    if (kept !== null) rememberColumn(this.contract, ...kept);
    return this.read({ ...this.reading.value, columns });
  }

  private async look(reading: Reading, isWhole = false): Promise<void> {
    const { file, contract } = this;
    this.running?.stop();
    this.reading.value = reading;
    if (file === null) return;
    if (!isWhole && !isCheckable(file)) {
      this.state.value = { phase: 'left' };
      return;
    }
    const onWait = (wait: Wait | null) => {
      this.state.value = { phase: 'checking', wait };
    };
    onWait(null);
    this.running = checkTable(file, { contract, reading, isWhole, onWait });
    try {
      this.take(await this.running.answer);
    } catch (problem) {
      this.table.value = null;
      this.state.value = { phase: 'failed', problem: problem as ApiProblem };
    }
  }

  private take(table: TableCheck): void {
    this.table.value = table;
    this.state.value = { phase: 'read' };
    announce(`${dialectWords(table.dialect)} ${checkSummary(table)}`);
  }

  /** Columns that were chosen before, for features that this file does not name itself. */
  private rememberedFor({ columns }: TableCheck): Readonly<Record<string, string>> {
    const found = new Set(columns.map(({ feature }) => feature));
    const free = columns.filter(({ feature }) => feature === null).map(({ name }) => name);
    return Object.fromEntries(
      Object.entries(rememberedColumns(this.contract)).filter(
        ([feature, header]) => !found.has(feature) && free.includes(header),
      ),
    );
  }
}

import { signal } from '@preact/signals';
import type { ApiProblem, Contract } from '../../api/client.ts';
import type { Transfer } from '../../api/file.transfer.ts';
import type { Wait } from '../../api/patient.transfer.ts';
import { announce } from '../../state/status.ts';
import { checkSummary } from './check.words.ts';
import { rememberColumn, rememberedColumns } from './column.memory.ts';
import { dialectWords } from './dialect.words.ts';
import { checkTable, choicesIn, isCheckable, type TableCheck } from './table.check.ts';
import type { ColumnChoice, Reading } from './table.reading.ts';

/** Where the check of a file stands. */
export type CheckState =
  | { readonly phase: 'none' }
  /** Too large to be sent twice. */
  | { readonly phase: 'left' }
  | ({ readonly phase: 'checking' } & Checking)
  | { readonly phase: 'failed'; readonly problem: ApiProblem }
  | { readonly phase: 'read' };

interface Checking {
  readonly wait: Wait | null;
  /** Bytes of a whole file that were sent so far; null where only its start is sent, or all was. */
  readonly sent: number | null;
  /** Whether every row is looked at, after the first ones. */
  readonly isSecond: boolean;
}

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

  /** @param file null when there is none to check */
  async begin(file: File | null): Promise<void> {
    this.file = file;
    this.table.value = null;
    this.state.value = { phase: 'none' };
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

  /** Gives up looking at every row; what is known of the first ones holds. */
  stop(): void {
    this.running?.stop();
    this.state.value = { phase: 'read' };
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
    const follow = (wait: Wait | null, sent: number | null) => {
      this.state.value = { phase: 'checking', wait, sent, isSecond: isWhole };
    };
    follow(null, null);
    const onWait = (wait: Wait | null) => {
      follow(wait, null);
      if (wait !== null) announce('The service is busy; the file will be checked again');
    };
    const onSent = (sent: number | null) => follow(null, isWhole ? sent : null);
    this.running = checkTable(file, { contract, reading, isWhole, onWait, onSent });
    try {
      this.take(await this.running.answer);
    } catch (problem) {
      this.fail(problem as ApiProblem);
    }
  }

  private fail(problem: ApiProblem): void {
    this.table.value = null;
    this.state.value = { phase: 'failed', problem };
    if (choicesIn(problem).length > 0) announce('The file can be read in more than one way');
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

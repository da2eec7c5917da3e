import { useId } from 'preact/hooks';
import type { BatchJob } from './batch.job.ts';
import { SIGN_WORDS, signWords } from './dialect.words.ts';
import type { Dialect } from './table.check.ts';
import type { Sign } from './table.reading.ts';

type TextSign = keyof typeof SIGN_WORDS;

const LABELS: Readonly<Record<Sign, string>> = {
  delimiter: 'Columns are separated by',
  decimal: 'Decimal sign',
  thousands: 'Thousands are grouped by',
  encoding: 'Text encoding',
  sheet: 'Sheet',
};

/** What was found of a table, each part of it changeable. */
export function DialectChoice({ job }: { job: BatchJob }) {
  const table = job.check.table.value;
  const dialect = table?.dialect;
  const type = dialect?.type ?? 'csv';
  if (type === 'xlsx') {
    return <SheetSelect job={job} read={dialect?.sheet ?? ''} sheets={table?.sheets ?? []} />;
  }
  if (type !== 'csv') return null;
  return (
    <fieldset class="signs" disabled={job.isBusy}>
      <legend>How the file is read</legend>
      {(Object.keys(SIGN_WORDS) as TextSign[]).map((sign) => (
        <SignSelect key={sign} job={job} sign={sign} dialect={dialect} />
      ))}
    </fieldset>
  );
}

interface SignSelectProps {
  readonly job: BatchJob;
  readonly sign: TextSign;
  readonly dialect: Dialect | undefined;
}

function SignSelect({ job, sign, dialect }: SignSelectProps) {
  const { [sign]: said = '', ...others } = job.check.reading.value;
  const set = (value: string) =>
    void job.check.read({ ...others, ...(value === '' ? {} : { [sign]: value }) });
  return (
    <Said label={LABELS[sign]} isSaid={said !== ''} isFound={dialect?.[sign] !== undefined}>
      {(id, note) => (
        <select
          id={id}
          aria-describedby={note}
          value={said}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        >
          <option value="">{unsaidText(sign, said === '' ? dialect?.[sign] : undefined)}</option>
          {Object.entries(SIGN_WORDS[sign]).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Said>
  );
}

/** Thousands separators are never looked for. */
function unsaidText(sign: TextSign, found: string | undefined): string {
  if (sign === 'thousands') return 'nothing';
  return found === undefined ? 'find it' : signWords(sign, found);
}

interface SheetSelectProps {
  readonly job: BatchJob;
  /** The sheet that is read. */
  readonly read: string;
  readonly sheets: readonly string[];
}

/** Another sheet has other columns. */
function SheetSelect({ job, read, sheets }: SheetSelectProps) {
  const { sheet, columns: _, ...others } = job.check.reading.value;
  return (
    <Said label={LABELS.sheet} isSaid={sheet !== undefined} isFound>
      {(id, note) => (
        <select
          id={id}
          aria-describedby={note}
          value={read}
          disabled={job.isBusy}
          onChange={({ currentTarget }) =>
            void job.check.read({ ...others, sheet: currentTarget.value })
          }
        >
          {sheets.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Said>
  );
}

interface SaidProps {
  readonly label: string;
  readonly isSaid: boolean;
  readonly isFound: boolean;
  readonly children: (id: string, note: string) => preact.ComponentChildren;
}

/** A control, and whether its value was found or set. */
function Said({ label, isSaid, isFound, children }: SaidProps) {
  const id = useId();
  return (
    <div class="sign">
      <label for={id}>{label}</label>
      {children(id, `${id}-note`)}
      <small id={`${id}-note`}>{isSaid ? 'set by you' : isFound ? 'found' : ''}</small>
    </div>
  );
}

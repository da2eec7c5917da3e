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
  const dialect = job.check.table.value?.dialect;
  const type = dialect?.type ?? 'csv';
  if (type === 'xlsx') return <SheetField job={job} found={dialect?.sheet ?? ''} />;
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

function SheetField({ job, found }: { job: BatchJob; found: string }) {
  const { sheet, columns: _, ...others } = job.check.reading.value;
  const set = (name: string) =>
    void job.check.read({ ...others, ...(name === '' ? {} : { sheet: name }) });
  return (
    <Said label={LABELS.sheet} isSaid={sheet !== undefined} isFound>
      {(id, note) => (
        <input
          id={id}
          aria-describedby={note}
          value={sheet ?? found}
          disabled={job.isBusy}
          onChange={({ currentTarget }) => set(currentTarget.value.trim())}
        />
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

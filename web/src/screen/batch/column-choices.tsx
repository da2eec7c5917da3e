import { useId } from 'preact/hooks';
import type { Contract } from '../../api/client.ts';
import type { BatchJob } from './batch.job.ts';
import { cut } from './check.words.ts';
import {
  type ColumnOptions,
  columnOptions,
  namesWithoutHeader,
  withColumn,
} from './column.options.ts';
import type { TableCheck } from './table.check.ts';

/** In all other forms columns have names. */
const MAY_LACK_HEADER: readonly string[] = ['csv', 'xlsx'];

interface ColumnChoicesProps {
  readonly job: BatchJob;
  readonly contract: Contract;
  readonly table: TableCheck;
}

/** A choice of column for each feature that the file does not name itself. */
export function ColumnChoices({ job, contract, table }: ColumnChoicesProps) {
  const { check } = job;
  const said = check.reading.value.columns;
  const options = columnOptions(contract, table, said);
  return (
    <>
      {MAY_LACK_HEADER.includes(table.dialect.type) ? (
        <HeaderChoice {...{ job, contract, table }} />
      ) : null}
      {options.length === 0 ? null : (
        <fieldset class="signs" disabled={job.isBusy}>
          <legend>Which column is it?</legend>
          {check.isRemembered.value ? (
            <p class="muted">Chosen as for an earlier file of this model.</p>
          ) : null}
          {options.map((one) => (
            <ColumnSelect key={one.feature.name} {...{ job, table }} options={one} />
          ))}
        </fieldset>
      )}
    </>
  );
}

interface ColumnSelectProps {
  readonly job: BatchJob;
  readonly table: TableCheck;
  readonly options: ColumnOptions;
}

function ColumnSelect({ job, table, options: { feature, column, columns } }: ColumnSelectProps) {
  const id = useId();
  const { check } = job;
  const choose = (place: string) => {
    const chosen = place === '' ? null : Number(place);
    const said = withColumn(check.reading.peek().columns, table, feature.name, chosen);
    const header = chosen === null ? null : (table.columns[chosen]?.name ?? null);
    void check.chooseColumns(said, Array.isArray(said) ? null : [feature.name, header]);
  };
  const isMissing = column === null && feature.required !== false;
  return (
    <div class="sign">
      <label for={id}>{feature.name}</label>
      <select
        id={id}
        aria-invalid={isMissing || undefined}
        value={column === null ? '' : String(column)}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">{isMissing ? 'Choose a column' : 'None'}</option>
        {columns.map((at) => (
          <option key={at} value={String(at)}>
            {optionText(table, at)}
          </option>
        ))}
      </select>
      <small>{isMissing ? 'missing' : column === null ? 'may be left out' : 'set by you'}</small>
    </div>
  );
}

/** The name of a column, and what it begins with. */
function optionText({ columns, preview }: TableCheck, at: number): string {
  const text = preview[0]?.cells[at] ?? '';
  const example = text === '' ? '' : ` (${cut(text)})`;
  return `${cut(columns[at]?.name ?? '')}${example}`;
}

/** Whether the first line is a header. */
function HeaderChoice({ job, contract, table }: ColumnChoicesProps) {
  const { check } = job;
  const { columns, ...others } = check.reading.value;
  const isData = Array.isArray(columns);
  const toggle = () =>
    void check.read(isData ? others : { ...others, columns: namesWithoutHeader(contract, table) });
  return (
    <label class="check-line">
      <input type="checkbox" checked={isData} disabled={job.isBusy} onChange={toggle} />
      The first line is data, not names
    </label>
  );
}

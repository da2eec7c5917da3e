import { type Contract, featuresOf } from '../../api/client.ts';
import { namesText } from './check.words.ts';
import type { TableCheck } from './table.check.ts';

const VALUE = /^([+-]?[\d.,']*\d|true|false|yes|no|\d{4}-\d\d-\d\d.*)$/i;

interface ColumnSummaryProps {
  readonly table: TableCheck;
  readonly contract: Contract;
}

/** Which columns the model finds, misses and leaves alone. */
export function ColumnSummary({ table: { columns, missing }, contract }: ColumnSummaryProps) {
  const features = featuresOf(contract).map(({ name }) => name);
  const found = new Set(columns.map(({ feature }) => feature));
  const absent = features.filter((name) => !found.has(name) && !missing.includes(name));
  const unused = columns.filter(({ feature }) => feature === null).map(({ name }) => name);
  return (
    <>
      {missing.length === 0 ? null : (
        <div class="note bad">
          <strong>The service will refuse this file. </strong>
          Missing: {namesText(missing)}.{' '}
          {isData(columns)
            ? 'The first line has values in place of names: say above that it is data.'
            : 'Choose a column for each above, or correct the first line.'}
        </div>
      )}
      <ul class="plain">
        <li>
          {features.length - missing.length - absent.length} of {features.length} features found.
        </li>
        {absent.length === 0 ? null : <li>Left out, as they may be: {namesText(absent)}.</li>}
        {unused.length === 0 ? null : (
          <li>Not used by the model, and given back as they are: {namesText(unused)}.</li>
        )}
      </ul>
    </>
  );
}

function isData(columns: TableCheck['columns']): boolean {
  return columns.length > 0 && columns.every(({ name }) => VALUE.test(name));
}

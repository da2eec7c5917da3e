import type { ColumnPlan } from './column.plan.ts';

/** Which columns the model finds, misses and leaves alone. */
export function ColumnSummary({ plan: { columns, missing, absent } }: { plan: ColumnPlan }) {
  const found = columns.filter(({ feature }) => feature !== null).length;
  const unused = columns.filter(({ feature }) => feature === null).map(({ name }) => name);
  const faults = columns.filter(({ fault }) => fault !== null);
  return (
    <>
      {missing.length + faults.length === 0 ? null : (
        <div class="note bad">
          <strong>The service will refuse this header. </strong>
          {missing.length === 0 ? null : `Missing: ${namesOf(missing)}. `}
          {faults.map(({ name, fault }) => `${name}: ${fault}. `)}
        </div>
      )}
      <ul class="plain">
        <li>
          {found} of {found + missing.length + absent.length} features found.
        </li>
        {absent.length === 0 ? null : <li>Left out, as they may be: {namesOf(absent)}.</li>}
        {unused.length === 0 ? null : (
          <li>
            Not used by the model:{' '}
            {unused.map((name) => name || 'a column without a name').join(', ')}.
          </li>
        )}
      </ul>
    </>
  );
}

function namesOf(features: ColumnPlan['missing']): string {
  return features.map(({ name }) => name).join(', ');
}

import { isNumeric } from '../../part/feature.kind.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { CategorySweep } from './category-sweep.tsx';
import type { FormSweep } from './form.sweep.ts';
import { NumberSweep } from './number-sweep.tsx';
import { OutputChoice } from './output-choice.tsx';
import { type SweepPlan, sweepableOf } from './sweep.plan.ts';
import { SweepTable } from './sweep-table.tsx';
import type { TryForm } from './try.form.ts';

interface WhatIfCardProps {
  readonly form: TryForm;
  readonly whatIf: FormSweep<SweepPlan>;
}

/** How the answer changes along one feature while the others stay. */
export function WhatIfCard({ form, whatIf }: WhatIfCardProps) {
  const features = sweepableOf(form.features);
  if (features.length === 0) return null;
  const { sweep, isStale, problem } = whatIf;
  const isByCategory = sweep.value !== null && !isNumeric(sweep.value.feature);
  const isOneAtATime = form.kind.member === 'values' || isByCategory;
  const shown = { kind: form.kind, output: form.output.value };
  return (
    <section class="card what-if" aria-labelledby="what-if">
      <div class="row">
        <h2 id="what-if">What if</h2>
        <select
          aria-label="Feature to vary"
          value={form.swept.value}
          onChange={({ currentTarget }) => {
            form.swept.value = currentTarget.value;
          }}
        >
          {features.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <span class="muted">changes, all else equal</span>
        {isOneAtATime && <OutputChoice form={form} />}
      </div>
      {form.live.isRecordingRequired.value && (
        <p class="note">This service records every answer, so there is no chart to explore.</p>
      )}
      {problem.value && <ProblemNote problem={problem.value} />}
      {sweep.value && (
        <div class={isStale.value ? 'dimmed' : undefined}>
          {isByCategory ? (
            <CategorySweep sweep={sweep.value} {...shown} />
          ) : (
            <NumberSweep sweep={sweep.value} {...shown} />
          )}
          <SweepTable sweep={sweep.value} {...shown} />
        </div>
      )}
      {isStale.value && (
        <p class="muted state">
          {sweep.value ? 'Of the values before.' : 'There is no chart yet.'}
        </p>
      )}
    </section>
  );
}

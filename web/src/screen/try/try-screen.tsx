import { useEffect, useState } from 'preact/hooks';
import { FEW } from '../../part/feature.search.ts';
import type { ScreenProps } from '../../state/screen.ts';
import '../../style/try.css';
import { AnswerCard } from './answer-card.tsx';
import { CodeCard } from './code-card.tsx';
import { planRank } from './feature.rank.ts';
import { FormSweep } from './form.sweep.ts';
import { FormCard } from './form-card.tsx';
import { RankCard } from './rank-card.tsx';
import { planSweep } from './sweep.plan.ts';
import { TryForm } from './try.form.ts';
import { WhatIfCard } from './what-if-card.tsx';

const WHAT_IF = {
  planOf({ features, swept, reading }: TryForm) {
    const feature = features.find(({ name }) => name === swept.value);
    return feature === undefined ? null : planSweep(feature, reading.value);
  },
  follow: ({ swept }: TryForm) => swept.value,
  delayMs: 150,
};

const RANKING = {
  planOf: ({ features, reading }: TryForm) => planRank(features, reading.value),
  delayMs: 600,
};

/** One sample at a time: what the model says of it, why not, and how to ask by code. */
export function TryScreen({ contract }: ScreenProps) {
  const [form] = useState(() => new TryForm(contract));
  const [whatIf] = useState(() => new FormSweep(contract, form, WHAT_IF));
  const [ranking] = useState(() => new FormSweep(contract, form, RANKING));
  useEffect(() => form.start(), [form]);
  useEffect(() => whatIf.start(), [whatIf]);
  useEffect(() => ranking.start(), [ranking]);
  return (
    <div class={form.features.length > FEW ? 'try wide' : 'try'}>
      <h1>{contract.title ?? contract.name}</h1>
      <p class="muted">{contract.description}</p>
      <div class="columns">
        <FormCard form={form} />
        <div class="said">
          <AnswerCard form={form} contract={contract} />
          <RankCard form={form} ranking={ranking} />
          <WhatIfCard form={form} whatIf={whatIf} />
        </div>
      </div>
      <CodeCard form={form} contract={contract} />
    </div>
  );
}

import { useEffect, useState } from 'preact/hooks';
import type { ScreenProps } from '../../state/screen.ts';
import '../../style/try.css';
import { AnswerCard } from './answer-card.tsx';
import { CodeCard } from './code-card.tsx';
import { FormCard } from './form-card.tsx';
import { TryForm } from './try.form.ts';
import { WhatIf } from './what.if.ts';
import { WhatIfCard } from './what-if-card.tsx';

/** One sample at a time: what the model says of it, why not, and how to ask by code. */
export function TryScreen({ contract }: ScreenProps) {
  const [form] = useState(() => new TryForm(contract));
  const [whatIf] = useState(() => new WhatIf(contract, form));
  useEffect(() => form.start(), [form]);
  useEffect(() => whatIf.start(), [whatIf]);
  return (
    <div class="try">
      <h1>{contract.title ?? contract.name}</h1>
      <p class="muted">{contract.description}</p>
      <div class="columns">
        <FormCard form={form} />
        <div class="said">
          <AnswerCard form={form} contract={contract} />
          <WhatIfCard form={form} whatIf={whatIf} contract={contract} />
        </div>
      </div>
      <CodeCard form={form} contract={contract} />
    </div>
  );
}

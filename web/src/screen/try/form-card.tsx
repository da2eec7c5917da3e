import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Feature } from '../../api/client.ts';
import { FEW, isFound } from '../../part/feature.search.ts';
import { SearchField } from '../../part/search-field.tsx';
import { AnswerGist } from './answer-gist.tsx';
import { ExampleChips } from './example-chips.tsx';
import { FeatureField } from './feature-field.tsx';
import type { TryForm } from './try.form.ts';

/** One field for each feature of the contract; of many, those that are looked for. */
export function FormCard({ form }: { form: TryForm }) {
  const id = useId();
  const query = useSignal('');
  const idOf = (at: number) => `${id}-${at}`;
  const submit = async (event: Event) => {
    event.preventDefault();
    const name = await form.submit();
    const at = form.features.findIndex((feature) => feature.name === name);
    document.getElementById(idOf(at))?.focus();
  };
  // What is wrong is shown whatever is looked for.
  const isShown = (feature: Feature) =>
    form.faults.value.has(feature.name) || isFound(feature, query.value);
  const shown = [...form.features.entries()].filter(([, feature]) => isShown(feature));
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>Values</h2>
      <ExampleChips form={form} />
      {form.features.length > FEW && (
        <SearchField query={query} shown={shown.length} all={form.features.length} />
      )}
      <form onSubmit={submit} noValidate autocomplete="off">
        <div class="fields">
          {shown.map(([at, feature]) => (
            <FeatureField
              key={feature.name}
              id={idOf(at)}
              feature={feature}
              text={form.texts.value.get(feature.name) ?? ''}
              fault={form.faults.value.get(feature.name)}
              onType={(text) => form.type(feature.name, text)}
            />
          ))}
        </div>
        <div class="act row">
          <AnswerGist form={form} />
          <button type="submit" aria-busy={form.live.isRecording.value}>
            Predict and record
          </button>
        </div>
        <small>Enter does the same. Arrow up and down change a number by a step.</small>
      </form>
    </section>
  );
}

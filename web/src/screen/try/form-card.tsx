import { useId } from 'preact/hooks';
import { ExampleChips } from './example-chips.tsx';
import { FeatureField } from './feature-field.tsx';
import type { TryForm } from './try.form.ts';

/** One field for each feature of the contract. */
export function FormCard({ form }: { form: TryForm }) {
  const id = useId();
  const idOf = (at: number) => `${id}-${at}`;
  const submit = async (event: Event) => {
    event.preventDefault();
    const name = await form.submit();
    const at = form.features.findIndex((feature) => feature.name === name);
    if (at !== -1) document.getElementById(idOf(at))?.focus();
  };
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>Values</h2>
      <ExampleChips form={form} />
      <form onSubmit={submit} noValidate autocomplete="off">
        <div class="fields">
          {form.features.map((feature, at) => (
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
        <div class="row">
          <button type="submit" aria-busy={form.live.isRecording.value}>
            Predict and record
          </button>
          <small>Enter does the same. Arrow up and down change a number by a step.</small>
        </div>
      </form>
    </section>
  );
}

import type { Texts } from './form.texts.ts';
import type { TryForm } from './try.form.ts';

/** Buttons that fill the form. */
export function ExampleChips({ form }: { form: TryForm }) {
  return (
    <fieldset class="chips row">
      <legend>Examples</legend>
      {form.examples.map(({ title, texts }, at) => (
        <button
          key={at}
          type="button"
          class="outline"
          aria-pressed={isSame(texts, form.texts.value)}
          onClick={() => form.load(texts)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

function isSame(texts: Texts, others: Texts): boolean {
  return [...texts].every(([name, text]) => (others.get(name) ?? '') === text);
}

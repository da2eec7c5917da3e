import type { ComponentChildren } from 'preact';
import type { Feature } from '../../api/client.ts';

interface TextFormProps {
  readonly feature: Feature;
  readonly onText: (text: string) => void;
  readonly children: ComponentChildren;
}

/** The value of a feature that is a text: one of its categories, or any. */
export function TextForm({ feature: { categories }, onText, children }: TextFormProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onText(String(new FormData(event.currentTarget as HTMLFormElement).get('text')));
  };
  return (
    <form class="filters" onSubmit={submit} aria-label="Value">
      {children}
      <label>
        Value
        <input name="text" required autocomplete="off" list="value-choices" />
      </label>
      <datalist id="value-choices">
        {categories?.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
      <button type="submit" class="outline small">
        Apply
      </button>
    </form>
  );
}

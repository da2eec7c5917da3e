import type { ComponentChildren } from 'preact';

interface TextFormProps {
  readonly choices: readonly string[];
  readonly onText: (text: string) => void;
  readonly children: ComponentChildren;
}

/** The value of a feature that is no number: one of its categories, or any. */
export function TextForm({ choices, onText, children }: TextFormProps) {
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
        {choices.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
      <button type="submit" class="outline small">
        Apply
      </button>
    </form>
  );
}

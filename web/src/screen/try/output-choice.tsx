import { titled } from '../../part/title.text.ts';
import { choicesOf } from './output.track.ts';
import type { TryForm } from './try.form.ts';

/** Chooses which of several values or labels is followed. */
export function OutputChoice({ form }: { form: TryForm }) {
  const choices = choicesOf(form.kind);
  if (choices.length < 2) return null;
  return (
    <select
      aria-label={`${titled(form.kind.noun)} to follow`}
      value={form.output.value}
      onChange={({ currentTarget }) => {
        form.output.value = currentTarget.value;
      }}
    >
      {choices.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

import { shareText } from '../../part/number.text.ts';
import { valueWords } from './answer.words.ts';
import type { TryForm } from './try.form.ts';

/** The answer in a line, for where the whole of it is out of sight; it is told there already. */
export function AnswerGist({ form }: { form: TryForm }) {
  const { value: answer } = form.live.answer;
  if (answer === null) return null;
  const { label, value, unit, probabilities } = answer;
  return (
    <span class={form.isOutdated.value ? 'gist dimmed' : 'gist'} aria-hidden="true">
      <b>{label ?? valueWords(value ?? Number.NaN, unit)}</b>{' '}
      {label !== undefined && <span>{shareText(probabilities?.[label] ?? 0)}</span>}
    </span>
  );
}

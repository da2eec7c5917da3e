import { headline, leadText } from '../../answer/said.ts';
import type { TryForm } from './try.form.ts';

/** The answer in a line, for where the whole of it is out of sight; it is told there already. */
export function AnswerGist({ form }: { form: TryForm }) {
  const { value: answer } = form.live.answer;
  if (answer === null) return null;
  const lead = leadText(answer);
  return (
    <span class={form.isOutdated.value ? 'gist dimmed' : 'gist'} aria-hidden="true">
      <b>{headline(answer)}</b> {lead !== '' && <span>{lead}</span>}
    </span>
  );
}

import '../style/access.css';
import { forgetKey, key } from '../api/key.ts';
import { ask } from '../api/keyed.call.ts';
import { timeText } from '../part/time.text.ts';
import { type Access, access } from '../state/access.ts';

/** Whom the service takes this tab for, and what it may; nothing where nobody is asked. */
export function AccessMenu() {
  const shown = access.value;
  if (shown?.access !== 'required') return null;
  return (
    <>
      <button type="button" class="outline small access-button" popovertarget="access">
        <span class="visually-hidden">Access of </span>
        {shown.caller}
      </button>
      <div id="access" popover="auto" class="access-panel">
        <Facts access={shown} />
        {key.value !== null && <KeyButtons />}
      </div>
    </>
  );
}

function Facts({ access: { caller, scopes, models, expires } }: { access: Access }) {
  return (
    <dl>
      <dt>Caller</dt>
      <dd>{caller}</dd>
      <dt>May</dt>
      <dd>{scopes.join(', ')}</dd>
      <dt>Models</dt>
      <dd>{models === null ? 'all' : models.join(', ') || 'none'}</dd>
      <dt>Ends</dt>
      <dd>{expires === null ? 'never' : <time dateTime={expires}>{timeText(expires)}</time>}</dd>
    </dl>
  );
}

function KeyButtons() {
  return (
    <div class="row">
      <button type="button" class="outline small" popovertarget="access" onClick={() => ask(null)}>
        Use another key
      </button>
      <button type="button" class="outline small" onClick={forgetKey}>
        Forget key
      </button>
    </div>
  );
}

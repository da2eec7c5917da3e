import '../style/access.css';
import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { ApiProblem } from '../api/client.ts';
import { access, tryKey } from '../state/access.ts';
import { announce } from '../state/status.ts';

/** Signs that a header can carry. */
const KEY = /^[\x21-\x7e]+$/;

/** Has password managers leave the field alone, as far as each of them can be told to. */
const UNMANAGED = {
  // Chromium neither offers to save nor fills what is of one use; it ignores `off` here.
  autocomplete: 'one-time-code',
  'data-1p-ignore': '',
  'data-bwignore': '',
  'data-lpignore': 'true',
} as const;

/** Takes a key, and tries it before it is used. @param said what the service said of the one before */
export function KeyForm({ said, onLater }: { said: string | null; onLater?: () => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const isShown = useSignal(false);
  const isBusy = useSignal(false);
  const fault = useSignal(said);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    fault.value = null;
    fault.value = await faultOf(keyIn(field.current?.value ?? ''));
    isBusy.value = false;
    if (fault.value !== null) field.current?.focus();
  };
  return (
    <form class="key-form" onSubmit={submit} autocomplete="off">
      <p id={`${id}-hint`}>
        Paste the key that whoever runs this service gave you; it begins with <code>tsk_</code>. A
        token of your organisation’s sign-in (a JWT) will do as well. It stays in this tab, and is
        forgotten when the tab is closed.
      </p>
      <label for={id}>Key</label>
      <input
        ref={field}
        id={id}
        // One of the two; the types know each element by one.
        type={(isShown.value ? 'text' : 'password') as 'password'}
        required
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={fault.value === null ? undefined : true}
        aria-describedby={`${id}-fault ${id}-hint`}
        {...UNMANAGED}
      />
      <p id={`${id}-fault`} class="fault" role="alert">
        {fault}
      </p>
      <label>
        <input
          type="checkbox"
          onChange={({ currentTarget }) => (isShown.value = currentTarget.checked)}
        />
        Show the key
      </label>
      <div class="row">
        <button type="submit" aria-busy={isBusy.value}>
          Use this key
        </button>
        {onLater && (
          <button type="button" class="outline" onClick={onLater}>
            Not now
          </button>
        )}
      </div>
    </form>
  );
}

/** A key as it was pasted: terminals break lines, and a header has a word before it. */
function keyIn(pasted: string): string {
  return pasted.replace(/^\s*bearer\s/i, '').replaceAll(/\s/g, '');
}

/** Tries a key. @returns in words why it is none; null when it is in use now */
async function faultOf(text: string): Promise<string | null> {
  if (text === '') return 'Paste a key first.';
  if (!KEY.test(text)) return 'This is no key: it holds signs that no key has.';
  try {
    await tryKey(text);
    announce(`The key of ${access.value?.caller} is in use`);
    return null;
  } catch (error) {
    return error instanceof ApiProblem ? error.message : String(error);
  }
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Question } from '../api/keyed.call.ts';
import { KeyForm } from './key-form.tsx';

/** Asks for another key above the page, which stays as it is; the focus returns to where it was. */
export function KeyDialog({ detail, end }: Question) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  const giveUp = () => end(false);
  return (
    <dialog ref={dialog} aria-labelledby="key-dialog" onClose={giveUp}>
      <article>
        <h2 id="key-dialog">
          {detail === null ? 'Use another key' : 'The key is not taken any more'}
        </h2>
        {detail !== null && <p>Nothing on the page is lost: with another key it goes on.</p>}
        <KeyForm said={detail} onLater={giveUp} />
      </article>
    </dialog>
  );
}

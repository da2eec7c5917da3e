import '../style/history-drawer.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DrawerProps {
  readonly title: string;
  /** Escape, the button, or a press beside the panel. */
  readonly onClose: () => void;
  /** What is focused when it has gone, by whatever way. */
  readonly returnTo: () => HTMLElement | null;
  readonly children: ComponentChildren;
}

/** A panel at the side, above everything else; the browser keeps the focus inside. */
export function Drawer({ title, onClose, returnTo, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the dialog has left the page, so that the focus is never nowhere.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => {
      opened?.close();
      returnTo()?.focus();
    };
  }, []);
  return (
    // Escape reaches a dialog as `cancel`, so a press beside the panel needs no key of its own.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <article>
        <header class="row">
          <h2 id={id}>{title}</h2>
          <span class="push" />
          <button type="button" class="outline small" onClick={onClose}>
            Close
          </button>
        </header>
        {children}
      </article>
    </dialog>
  );
}

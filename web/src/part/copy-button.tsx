import { useSignal } from '@preact/signals';
import { announce } from '../state/status.ts';

/** Puts a text on the clipboard and says so. Browsers lend theirs to safe origins only. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const isCopied = useSignal(false);
  if (navigator.clipboard === undefined) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    isCopied.value = true;
    announce('Copied');
    setTimeout(() => {
      isCopied.value = false;
    }, 1_500);
  };
  return (
    <button type="button" class="outline small" onClick={copy}>
      {isCopied.value ? 'Copied' : label}
    </button>
  );
}

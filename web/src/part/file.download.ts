import { successOf, type Transfer, transfer } from '../api/file.transfer.ts';

interface DownloadOptions {
  /** Under which the browser saves it. */
  readonly name: string;
  /** Media type that is asked for. */
  readonly accept: string;
  /** Is told how many bytes have come. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Has the browser save what the service has at a URL, with the key of the tab, which a link cannot
 * carry. Half a file would look like a whole one, so nothing is saved of one that breaks off.
 */
export function download(url: string, { name, accept, onBytes }: DownloadOptions): Transfer<void> {
  const brokenOff = 'The connection broke off, so nothing was saved. Is the service running?';
  const { answer, stop } = transfer({ url, headers: { accept }, onBytes, brokenOff });
  return { answer: answer.then(successOf).then(({ body }) => saveBlob(name, body)), stop };
}

/** Has the browser save a text that the page made. */
export function saveFile(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** Has the browser save what it holds. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has not begun to read yet when `click` returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

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

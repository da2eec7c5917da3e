import { type ApiProblem, problemOf } from '../api/client.ts';
import { detailIn, withKey } from '../api/keyed.call.ts';

/** A file on its way from the service, which can be given up. */
export interface Download {
  /** Resolves when the browser has it; rejects with an `ApiProblem`; stays open when it is stopped. */
  readonly saved: Promise<void>;
  readonly stop: () => void;
}

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
 * carry. The bytes do not pass through the page: asked for a blob, the browser writes a large
 * answer to its disk as it comes. `fetch` does so as well, but cannot say how much has come.
 */
export function download(url: string, { name, accept, onBytes }: DownloadOptions): Download {
  let request = new XMLHttpRequest();
  const get = (headers: Record<string, string>) => {
    request = new XMLHttpRequest();
    request.addEventListener('progress', ({ loaded }) => onBytes(loaded));
    return blobOf(request, url, { ...headers, accept });
  };
  const saved = withKey(get, async ({ body }) => detailIn(await documentIn(body))).then(
    async ({ status, body }) => {
      if (status !== 200) throw problemOf(status, await documentIn(body));
      saveBlob(name, body);
    },
  );
  return { saved, stop: () => request.abort() };
}

function blobOf(request: XMLHttpRequest, url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; body: Blob }>((resolve, reject) => {
    request.addEventListener('error', () => reject(brokenOff()));
    request.addEventListener('load', () =>
      resolve({ status: request.status, body: request.response }),
    );
    request.open('GET', url);
    request.responseType = 'blob';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send();
  });
}

/** Half a file would look like a whole one. */
function brokenOff(): ApiProblem {
  const detail = 'The connection broke off, so nothing was saved. Is the service running?';
  return problemOf(0, { type: '/problems/unreachable', detail });
}

function documentIn(body: Blob): Promise<unknown> {
  return body
    .text()
    .then(JSON.parse)
    .catch(() => null);
}

/** Has the browser save a text that the page made. */
export function saveFile(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** Has the browser save what it holds. */
function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has not begun to read yet when `click` returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

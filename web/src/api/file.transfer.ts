import { type ApiProblem, problemOf } from './client.ts';
import { detailIn, withKey } from './keyed.call.ts';

/** A file to send, or one to ask for. */
export interface FileCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is sent as it is; without it the file is asked for. */
  readonly body?: Blob;
  /** Is told how many bytes were sent; null once all were. */
  readonly onSent?: (bytes: number | null) => void;
  /** Is told how many bytes have come. */
  readonly onBytes?: (bytes: number) => void;
  /** What it means when the connection breaks off, in words. */
  readonly brokenOff: string;
}

/** What the service answered, whatever its status. */
export interface FileAnswer {
  readonly status: number;
  /** Bytes that do not pass through the page: the browser writes large ones to its disk as they come. */
  readonly body: Blob;
  readonly header: (name: string) => string | null;
}

/** A file on its way, which can be stopped. */
export interface Transfer<T = FileAnswer> {
  /** Rejects with an `ApiProblem` when the connection breaks off; stays open when it is stopped. */
  readonly answer: Promise<T>;
  readonly stop: () => void;
}

/**
 * Moves a file between the page and the service, with the key of the tab. `fetch` cannot say how
 * much of a body was sent or has come, so this is an XMLHttpRequest.
 */
export function transfer(call: FileCall): Transfer {
  let request = new XMLHttpRequest();
  const open = (key: Record<string, string>) => {
    request = new XMLHttpRequest();
    return answerTo(request, call, { ...call.headers, ...key });
  };
  const answer = withKey(open, async ({ body }) => detailIn(await documentIn(body)));
  return { answer, stop: () => request.abort() };
}

/** @throws ApiProblem for every answer that is no success */
export async function successOf(answer: FileAnswer): Promise<FileAnswer> {
  if (answer.status === 200) return answer;
  throw problemOf(answer.status, await documentIn(answer.body));
}

/** The JSON of a body; null where it is none. */
export function documentIn(body: Blob): Promise<unknown> {
  return body
    .text()
    .then(JSON.parse)
    .catch(() => null);
}

function answerTo(
  request: XMLHttpRequest,
  { url, body, onSent, onBytes, brokenOff }: FileCall,
  headers: Record<string, string>,
): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    request.addEventListener('error', () => reject(unreachable(brokenOff)));
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        body: request.response,
        header: (name) => request.getResponseHeader(name),
      }),
    );
    request.addEventListener('progress', ({ loaded }) => onBytes?.(loaded));
    request.upload.addEventListener('progress', ({ loaded }) => onSent?.(loaded));
    request.upload.addEventListener('load', () => onSent?.(null));
    request.open(body === undefined ? 'GET' : 'POST', url);
    request.responseType = 'blob';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
  });
}

function unreachable(detail: string): ApiProblem {
  return problemOf(0, { type: '/problems/unreachable', detail });
}

import { type ApiProblem, problemOf, type Schemas } from '../../api/client.ts';
import { detailIn, withKey } from '../../api/keyed.call.ts';

export type BatchAnswer = Schemas['BatchAnswerDto'];
export type OnError = 'reject' | 'skip';

/** How far the file has come: bytes that were sent; null when all were and the answer is awaited. */
export type SentBytes = number | null;

/** A file on its way, which can be stopped. */
export interface Upload {
  /** Rejects with an `ApiProblem`; stays open for ever when it is stopped. */
  readonly answer: Promise<BatchAnswer>;
  readonly stop: () => void;
}

/**
 * Sends a file as it is. `fetch` cannot say how much of a body was sent, so this is an
 * XMLHttpRequest.
 */
export function upload(
  file: File,
  query: { model: string; version: string; onError: OnError },
  onSent: (sent: SentBytes) => void,
): Upload {
  const url = `/predict-batch?${new URLSearchParams(query)}`;
  let request = new XMLHttpRequest();
  const post = (headers: Record<string, string>) => {
    request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.upload.addEventListener('load', () => onSent(null));
    return answerTo(request, url, file, headers);
  };
  const answer = withKey(post, async ({ body }) => detailIn(body)).then(({ status, body }) => {
    if (status === 200 && body !== null) return body as BatchAnswer;
    throw problemOf(status, body);
  });
  return { answer, stop: () => request.abort() };
}

function answerTo(
  request: XMLHttpRequest,
  url: string,
  file: File,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    request.addEventListener('error', () => reject(brokenOff()));
    request.addEventListener('load', () =>
      resolve({ status: request.status, body: request.response }),
    );
    request.open('POST', url);
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'text/csv');
    request.setRequestHeader('accept', 'application/json');
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(file);
  });
}

function brokenOff(): ApiProblem {
  const detail =
    'The connection broke off. Is the service running, and is the file as it was when you chose it?';
  return problemOf(0, { type: '/problems/unreachable', detail });
}

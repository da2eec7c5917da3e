import { type ApiProblem, problemOf, type Schemas } from '../../api/client.ts';

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
  const request = new XMLHttpRequest();
  const answer = new Promise<BatchAnswer>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.upload.addEventListener('load', () => onSent(null));
    request.addEventListener('error', () => reject(brokenOff()));
    request.addEventListener('load', () => {
      if (request.status === 200 && request.response !== null) resolve(request.response);
      else reject(problemOf(request.status, request.response));
    });
  });
  request.open('POST', `/predict-batch?${new URLSearchParams(query)}`);
  request.responseType = 'json';
  request.setRequestHeader('content-type', 'text/csv');
  request.setRequestHeader('accept', 'application/json');
  request.send(file);
  return { answer, stop: () => request.abort() };
}

function brokenOff(): ApiProblem {
  const detail =
    'The connection broke off. Is the service running, and is the file as it was when you chose it?';
  return problemOf(0, { type: '/problems/unreachable', detail });
}

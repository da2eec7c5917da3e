import { signal } from '@preact/signals';
import { headersOf, key } from './key.ts';
import { noted } from './last.call.ts';

/** Calls that were refused, and wait for another key. */
export interface Question {
  /** What the service said of the key before; null when there was none. */
  readonly detail: string | null;
  /** Has the calls go on with the key that is there now, or take the refusal. */
  readonly end: (isAnswered: boolean) => void;
}

/** What somebody has to answer; null when nothing waits. */
export const question = signal<Question | null>(null);

let answer: Promise<boolean> | null = null;

interface Answered {
  readonly status: number;
}

/**
 * Makes a call with the key of the tab. Where the key is refused, another one is asked for and the
 * call is made again, so that whoever made it knows nothing of it.
 * @param call is given the headers to send
 * @param detailOf says in words why a key was refused
 * @returns the refusal when nobody gives a key
 */
export async function withKey<T extends Answered>(
  call: (headers: Record<string, string>) => Promise<T>,
  detailOf: (refusal: T) => Promise<string>,
): Promise<T> {
  for (;;) {
    const used = key.peek();
    const answered = await noted(call(headersOf(used)));
    if (answered.status !== 401) return answered;
    const detail = used === null ? null : await detailOf(answered);
    if (key.peek() === used && !(await ask(detail))) return answered;
  }
}

/** `fetch` with the key of the tab, for bodies of text. */
export async function send(request: Request): Promise<Response> {
  // Read once: the call may be made again. A copy of the request would be sent as a stream.
  const body = request.method === 'GET' ? null : await request.text();
  const own = Object.fromEntries(request.headers);
  return withKey(
    (headers) => fetch(new Request(request, { body, headers: { ...own, ...headers } })),
    async (refusal) =>
      detailIn(
        await refusal
          .clone()
          .json()
          .catch(() => null),
      ),
  );
}

/** The words of a problem document. */
export function detailIn(document: unknown): string {
  return String((document as { detail?: unknown } | null)?.detail ?? 'The key was refused.');
}

/** Asks for another key; all calls that are refused wait for one answer. */
export function ask(detail: string | null): Promise<boolean> {
  answer ??= new Promise<boolean>((resolve) => {
    const asked: Question = {
      detail,
      end(isAnswered) {
        if (question.peek() !== asked) return;
        question.value = null;
        answer = null;
        resolve(isAnswered);
      },
    };
    question.value = asked;
  });
  return answer;
}

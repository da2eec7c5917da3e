import { signal } from '@preact/signals';

/** Whether the last call to the service was taken: refused counts, as it came from the service. */
export const lastCall = signal<{ readonly isTaken: boolean } | null>(null);

/** A gateway says so for a service that is not there, the service itself while it is too busy. */
const PASSING = [502, 503, 504];

/** Whether another try may end otherwise. @param status 0 when nothing answered */
export const isPassing = (status: number): boolean => status === 0 || PASSING.includes(status);

/** Notes how a call ends. @param call rejects when nothing answered, or when it is given up */
export async function noted<T extends { readonly status: number }>(call: Promise<T>): Promise<T> {
  try {
    const answered = await call;
    lastCall.value = { isTaken: !isPassing(answered.status) };
    return answered;
  } catch (cause) {
    const isGivenUp = cause instanceof DOMException && cause.name === 'AbortError';
    if (!isGivenUp) lastCall.value = { isTaken: false };
    throw cause;
  }
}

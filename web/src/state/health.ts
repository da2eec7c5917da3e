import { effect, signal } from '@preact/signals';
import { lastCall } from '../api/last.call.ts';

export type Health = 'unknown' | 'ready' | 'not ready' | 'unreachable';

export const health = signal<Health>('unknown');

/** Grows when it is worth another try: what a call was not taken for may be over. */
export const tries = signal(0);

const SOON_MS = 2_000;
const NEXT_MS: Readonly<Record<Health, number>> = {
  unknown: SOON_MS,
  ready: 15_000,
  'not ready': 5_000,
  unreachable: SOON_MS,
};

let timer: ReturnType<typeof setTimeout> | undefined;
/** Whether a call was not taken since the last try. */
let isMissed = false;

async function readiness(): Promise<Health> {
  try {
    const answer = await fetch('/health/ready', { cache: 'no-store' });
    // One that is never read is never over, for the browser.
    await answer.arrayBuffer();
    return answer.ok ? 'ready' : 'not ready';
  } catch {
    return 'unreachable';
  }
}

async function look(): Promise<void> {
  clearTimeout(timer);
  health.value = await readiness();
  clearTimeout(timer);
  timer = setTimeout(lookAgain, isMissed ? SOON_MS : NEXT_MS[health.value]);
}

async function lookAgain(): Promise<void> {
  if (document.visibilityState !== 'visible') {
    timer = setTimeout(lookAgain, SOON_MS);
    return;
  }
  await look();
  if (!isMissed || health.value === 'unreachable') return;
  isMissed = false;
  tries.value++;
}

/**
 * Looks now and then, while somebody looks at the page, and at once when a call tells otherwise
 * than what is known.
 */
export function watchHealth(): void {
  void look();
  effect(() => {
    if (lastCall.value === null) return;
    const { isTaken } = lastCall.value;
    if (!isTaken) isMissed = true;
    if (!isTaken || health.peek() === 'unreachable') void look();
  });
}

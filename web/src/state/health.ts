import { signal } from '@preact/signals';

export type Health = 'unknown' | 'ready' | 'not ready' | 'unreachable';

export const health = signal<Health>('unknown');

const EVERY_MS = 15_000;

async function look(): Promise<void> {
  try {
    const answer = await fetch('/health/ready', { cache: 'no-store' });
    health.value = answer.ok ? 'ready' : 'not ready';
    // One that is never read is never over, for the browser.
    await answer.arrayBuffer();
  } catch {
    health.value = 'unreachable';
  }
}

/** Looks now and then, while somebody looks at the page. */
export function watchHealth(): void {
  void look();
  setInterval(() => {
    if (document.visibilityState === 'visible') void look();
  }, EVERY_MS);
}

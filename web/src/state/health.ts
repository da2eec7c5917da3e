import { signal } from '@preact/signals';

export type Health = 'unknown' | 'ready' | 'not ready' | 'unreachable';

export const health = signal<Health>('unknown');

const EVERY_MS = 15_000;

async function look(): Promise<void> {
  try {
    const { ok } = await fetch('/health/ready', { cache: 'no-store' });
    health.value = ok ? 'ready' : 'not ready';
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

import { signal } from '@preact/signals';

/** Whether this service shows the documentation of its API, which can be switched off. */
export const hasDocs = signal(false);

export async function findDocs(): Promise<void> {
  const answer = await fetch('/docs', { method: 'HEAD' }).catch(() => null);
  hasDocs.value = answer?.ok ?? false;
}

import { useLayoutEffect } from 'preact/hooks';
import type { Question } from '../api/keyed.call.ts';
import { KeyForm } from './key-form.tsx';

/** What there is of the page before it has a key. */
export function KeyPage({ detail }: Pick<Question, 'detail'>) {
  // Whoever typed the key goes on where the content will be.
  useLayoutEffect(() => () => document.getElementById('main')?.focus(), []);
  return (
    <section class="card key-page" aria-labelledby="key-page">
      <h1 id="key-page">This service asks for a key</h1>
      <KeyForm said={detail} />
    </section>
  );
}

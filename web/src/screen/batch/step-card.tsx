import type { ComponentChildren } from 'preact';

interface StepCardProps {
  readonly number: number;
  readonly title: string;
  /** What the step waits for, while there is nothing to show. */
  readonly waitsFor?: string | null;
  readonly children: ComponentChildren;
}

/** One step of the screen. Its heading can be focused, to bring a reader to what is new. */
export function StepCard({ number, title, waitsFor = null, children }: StepCardProps) {
  const id = `step-${number}`;
  return (
    <section class="card step" aria-labelledby={id} data-waiting={waitsFor !== null || undefined}>
      <h2 id={id} tabIndex={-1}>
        <span class="step-number">{number}</span> {title}
      </h2>
      {waitsFor === null ? children : <p class="muted">{waitsFor}</p>}
    </section>
  );
}

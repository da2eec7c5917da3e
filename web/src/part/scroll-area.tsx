import type { ComponentChildren } from 'preact';

interface ScrollAreaProps {
  /** What is inside, for who does not see it. */
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** What is wider or higher than its place scrolls in itself, so that the page never does. */
export function ScrollArea({ label, class: name, children }: ScrollAreaProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class={name ? `scroll ${name}` : 'scroll'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

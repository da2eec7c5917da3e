import type { ComponentChildren } from 'preact';

interface FoldProps {
  /** What is behind it. */
  readonly title: string;
  /** Whether there is too much of it to be in sight. */
  readonly isFolded: boolean;
  readonly children: ComponentChildren;
}

/** Shows what is short, and has what is long opened on demand. */
export function Fold({ title, isFolded, children }: FoldProps) {
  if (!isFolded) return <>{children}</>;
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

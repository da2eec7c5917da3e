import { CopyButton } from './copy-button.tsx';

/** Code that can be copied; long lines scroll in the block. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <div class="code-block">
      <CopyButton text={() => code} label="Copy" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}

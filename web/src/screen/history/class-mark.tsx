/** A class with its colour before it. */
export function ClassMark({ label, colour }: { label: string; colour: string }) {
  return (
    <span class="class-mark">
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="5" fill={colour} />
      </svg>
      {label}
    </span>
  );
}

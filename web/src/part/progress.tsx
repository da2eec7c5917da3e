import { useId } from 'preact/hooks';

/** How far something is, from 0 to 1; null when nobody can say. */
export function Progress({ label, share }: { label: string; share: number | null }) {
  const id = useId();
  return (
    <div class="progress">
      <label for={id}>{label}</label>
      {share === null ? <progress id={id} /> : <progress id={id} value={share} max={1} />}
    </div>
  );
}

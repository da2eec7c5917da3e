import { bytesText } from '../../part/bytes.text.ts';
import { Progress as ProgressBar } from '../../part/progress.tsx';
import type { Progress } from './batch.run.ts';
import { useSeconds } from './busy-note.tsx';
import { sendingWords } from './progress.words.ts';
import type { RowCount } from './row.count.ts';

interface RunProgressProps {
  readonly run: Progress;
  readonly file: File;
  readonly rows: RowCount | null;
}

/** How far a file has come: sent, scored, and back again. */
export function RunProgress({ run: { since, sent, received }, file, rows }: RunProgressProps) {
  const seconds = useSeconds(() => Math.floor((Date.now() - since) / 1_000), since);
  if (received > 0)
    return <ProgressBar label={`Receiving the answer: ${bytesText(received)}`} share={null} />;
  if (sent === null) return <ProgressBar label={`Scoring the rows: ${seconds} s`} share={null} />;
  const share = file.size === 0 ? 1 : sent / file.size;
  const ms = Date.now() - since;
  return <ProgressBar label={sendingWords({ sent, size: file.size, rows, ms })} share={share} />;
}

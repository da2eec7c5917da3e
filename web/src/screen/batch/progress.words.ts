import { bytesText } from '../../part/bytes.text.ts';
import { countText } from '../../part/number.text.ts';
import type { RowCount } from './row.count.ts';

/** A rate means little before. */
const SETTLED_MS = 1_000;

interface Sending {
  /** Bytes. */
  readonly sent: number;
  readonly size: number;
  readonly rows: RowCount | null;
  /** How long it has been going on. */
  readonly ms: number;
}

/** `Sending: about 120,000 of 1,000,000 rows (7 of 61 MiB), about 40,000 rows a second, 22 s left`. */
export function sendingWords({ sent, size, rows, ms }: Sending): string {
  const share = size === 0 ? 1 : sent / size;
  const bytes = `${bytesText(sent)} of ${bytesText(size)}`;
  const count = rows?.count ?? 0;
  const total = rows?.isExact ? countText(count) : `about ${aboutText(count)}`;
  const done =
    rows === null ? bytes : `about ${aboutText(count * share)} of ${total} rows (${bytes})`;
  if (ms < SETTLED_MS || sent === 0) return `Sending: ${done}`;
  const rate =
    rows === null
      ? `${bytesText((sent / ms) * 1_000)} a second`
      : `about ${aboutText(((count * share) / ms) * 1_000)} rows a second`;
  return `Sending: ${done}, ${rate}, ${secondsText((ms / share - ms) / 1_000)} left`;
}

/** Two digits of what is only known about. */
function aboutText(value: number): string {
  return countText(Number(value.toPrecision(2)));
}

function secondsText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}

/** How far the work is. */
export interface Progress {
  /** Rows that are answered. */
  rows: number;
  /** Bytes of the input that were taken, of so many where that is known. */
  bytes: number;
  readonly size: number | null;
}

const MB = 1_000_000;

/** `1,250,000 rows, 625,000 rows/s, 3 s left`; without rows, in MB. */
export function progressText({ rows, bytes, size }: Progress, seconds: number): string {
  const done =
    rows > 0
      ? `${number(rows)} rows, ${number(rows / seconds)} rows/s`
      : `${number(bytes / MB)} MB, ${number(bytes / MB / seconds)} MB/s`;
  if (size === null || bytes === 0) return done;
  if (bytes >= size) return `${done}, nearly done`;
  return `${done}, ${timeText((seconds * (size - bytes)) / bytes)} left`;
}

/** `30 rows: 28 scored, 2 rejected, in 0.4 s (75 rows/s)` */
export function summaryText(rows: number, scored: number, seconds: number): string {
  const counts = `${number(rows)} rows: ${number(scored)} scored, ${number(rows - scored)} rejected`;
  return `${counts}, in ${seconds.toFixed(1)} s (${number(rows / seconds)} rows/s)`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

import { timeText } from '../../part/time.text.ts';

/** A time in the zone of who looks, with the exact one behind it. */
export function TimeStamp({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={iso}>
      {timeText(iso)}
    </time>
  );
}

export interface Bar {
  readonly label: string;
  /** Length as a share of the whole track, from 0 to 1. */
  readonly share: number;
  /** Where it begins, likewise; at the very start when absent. */
  readonly start?: number;
  /** The figure in words. */
  readonly text: string;
  readonly colour: string;
  readonly isMarked?: boolean;
}

/** Signs of a label or a figure that leave no room for a bar beside it on a phone. */
const LONG = 18;

interface BarChartProps {
  readonly caption: string;
  readonly bars: readonly Bar[];
  /** Where on the track the line of 0 is, from 0 to 1; none at the very start. */
  readonly zero?: number;
}

/** Horizontal bars with their figures; a table, so that it reads the same without its picture. */
export function BarChart({ caption, bars, zero = 0 }: BarChartProps) {
  const isLong = bars.some(({ label, text }) => Math.max(label.length, text.length) > LONG);
  return (
    <table class={isLong ? 'bars long' : 'bars'}>
      <caption class="visually-hidden">{caption}</caption>
      <tbody>
        {bars.map(({ label, share, start = 0, text, colour, isMarked }) => (
          <tr key={label} class={isMarked ? 'marked' : undefined}>
            <th scope="row">{label}</th>
            <td>
              <svg
                class="track-box"
                viewBox="0 0 100 10"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect class="track" width="100" height="10" rx="1" />
                <rect x={100 * start} width={100 * share} height="10" rx="1" fill={colour} />
                {zero > 0 && <path class="zero" d={`M${100 * zero} 0v10`} />}
              </svg>
            </td>
            <td class="number">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

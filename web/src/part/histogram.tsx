import { columnsOf } from './histogram.shape.ts';
import { countText, numberText } from './number.text.ts';

const HEIGHT = 60;
const WIDTH = 200;
/** Between two columns, in units of the picture. */
const GAP = 1;

export interface HistogramProps {
  /** What was counted. */
  readonly label: string;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Marked by a line. */
  readonly mean?: number | undefined;
  /** How a value is shown. */
  readonly text?: (value: number) => string;
}

/** How often which values were seen: a picture, and the same as a table on demand. */
export function Histogram({ label, edges, counts, mean, text = numberText }: HistogramProps) {
  const columns = columnsOf(edges, counts);
  const low = edges[0] ?? 0;
  const high = edges.at(-1) ?? 0;
  if (columns.length === 0) return null;
  const span = high - low || 1;
  const words = mean === undefined ? '' : `, mean ${text(mean)}`;
  return (
    <figure class="histogram">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram of ${label}: from ${text(low)} to ${text(high)}${words}`}
      >
        {columns.map(({ from, to, count, x, width, height }) => (
          <rect
            x={x * WIDTH + GAP / 2}
            y={HEIGHT * (1 - height)}
            width={Math.max(GAP, width * WIDTH - GAP)}
            height={HEIGHT * height}
          >
            <title>{`${text(from)} to ${text(to)}: ${countText(count)}`}</title>
          </rect>
        ))}
        {mean === undefined ? null : (
          <line
            x1={((mean - low) / span) * WIDTH}
            x2={((mean - low) / span) * WIDTH}
            y2={HEIGHT}
            vector-effect="non-scaling-stroke"
          />
        )}
      </svg>
      <div class="ends" aria-hidden="true">
        <span>{text(low)}</span>
        <span>{text(high)}</span>
      </div>
      <details>
        <summary>
          Counts<span class="visually-hidden"> of {label}</span>
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Rows</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ from, to, count }) => (
              <tr>
                <td class="number">{text(from)}</td>
                <td class="number">{text(to)}</td>
                <td class="number">{countText(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

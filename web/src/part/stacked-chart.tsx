export interface Series {
  readonly name: string;
  readonly colour: string;
}

export interface Stack {
  /** Time at which it begins, in milliseconds since 1970. */
  readonly key: number;
  readonly label: string;
  /** Shown beside the pointer. */
  readonly hint: string;
  /** One figure for each series. */
  readonly counts: readonly number[];
  /** Where a press on it leads. */
  readonly href: string;
}

interface StackedChartProps {
  readonly series: readonly Series[];
  readonly stacks: readonly Stack[];
  /** Words under it, from left to right. */
  readonly ends: readonly string[];
}

const STEP = 10;
const HEIGHT = 100;

/** Sum of one stack. */
export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0);

/**
 * Stacked bars with a legend. A picture for the eye alone: whoever shows it gives the same figures
 * and links as a table.
 */
export function StackedChart({ series, stacks, ends }: StackedChartProps) {
  const highest = Math.max(1, ...stacks.map(({ counts }) => sumOf(counts)));
  return (
    <div class="stacked">
      <svg
        viewBox={`0 0 ${stacks.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {stacks.map((stack, index) => (
          <StackBar key={stack.key} {...{ stack, series, highest }} x={index * STEP} />
        ))}
      </svg>
      <div class="ends" aria-hidden="true">
        {ends.map((end) => (
          <small key={end}>{end}</small>
        ))}
      </div>
      {series.length < 2 ? null : (
        <ul class="legend" aria-hidden="true">
          {series.map(({ name, colour }) => (
            <li key={name}>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" rx="2" fill={colour} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface StackBarProps {
  readonly stack: Stack;
  readonly series: readonly Series[];
  readonly highest: number;
  readonly x: number;
}

function StackBar({ stack: { hint, counts, href }, series, highest, x }: StackBarProps) {
  let y = HEIGHT;
  const bars = series.map(({ name, colour }, index) => {
    const height = (HEIGHT * (counts[index] ?? 0)) / highest;
    y -= height;
    return <rect key={name} x={x + 1} y={y} width={STEP - 2} height={height} fill={colour} />;
  });
  return (
    <a href={href} tabindex={-1}>
      <title>{hint}</title>
      <rect class="slot" x={x} width={STEP} height={HEIGHT} />
      {bars}
    </a>
  );
}

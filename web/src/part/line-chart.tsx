import { ticksOf } from './tick.scale.ts';

export interface Line {
  readonly label: string;
  readonly colour: string;
  /** One for each place on the x axis. */
  readonly values: readonly number[];
  /** What the line says at the mark. */
  readonly figure: string;
}

interface LineChartProps {
  readonly label: string;
  readonly x: readonly number[];
  readonly xTitle: string;
  readonly lines: readonly Line[];
  readonly yRange: readonly [number, number];
  /** Position in `x` that is marked. */
  readonly mark: number | null;
  readonly xText: (value: number) => string;
  readonly yText: (value: number) => string;
}

/** Dashes tell lines apart without their colours. */
const DASHES = ['', '7 4', '2 4', '11 4 2 4', '5 3', '1 6', '14 5', '8 3 2 3 2 3'];

/** Lines over an axis. The picture is stretched, and the words are HTML, so they keep their size. */
export function LineChart(props: LineChartProps) {
  const { label, x, xTitle, lines, yRange, mark, xText, yText } = props;
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 1];
  const across = (value: number) => (100 * (value - first)) / (last - first || 1);
  const up = (value: number) => 100 - (100 * (value - yRange[0])) / (yRange[1] - yRange[0] || 1);
  const yTicks = ticksOf(...yRange);
  const at = mark === null ? undefined : x[mark];
  return (
    <figure class="line-chart">
      <div class="plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
          {yTicks.map((tick) => (
            <path key={tick} class="grid" d={`M0 ${up(tick)}h100`} />
          ))}
          {at !== undefined && <path class="mark" d={`M${across(at)} 0v100`} />}
          {lines.map(({ label, colour, values }, place) => (
            <g key={label} stroke={colour}>
              <path
                d={`M${values.map((value, at) => `${across(x[at] as number)} ${up(value)}`).join('L')}`}
                stroke-dasharray={DASHES[place % DASHES.length]}
              />
              {at !== undefined && (
                <path class="dot" d={`M${across(at)} ${up(values[mark as number] as number)}h0`} />
              )}
            </g>
          ))}
        </svg>
        {yTicks.map((tick) => (
          <span key={tick} class="tick y" style={{ top: `${up(tick)}%` }} aria-hidden="true">
            {yText(tick)}
          </span>
        ))}
        {ticksOf(first, last).map((tick) => (
          <span key={tick} class="tick x" style={{ left: `${across(tick)}%` }} aria-hidden="true">
            {xText(tick)}
          </span>
        ))}
      </div>
      <p class="axis">{xTitle}</p>
      <figcaption>
        {lines.map(({ label, colour, figure }, place) => (
          <span key={label} class="key">
            <svg viewBox="0 0 28 8" aria-hidden="true">
              <path d="M0 4h28" stroke={colour} stroke-dasharray={DASHES[place % DASHES.length]} />
            </svg>
            {label} <strong>{figure}</strong>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

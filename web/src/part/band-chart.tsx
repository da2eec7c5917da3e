import { ticksOf } from './tick.scale.ts';

export interface Band {
  readonly label: string;
  readonly colour: string;
  /** Whether it is there, for each place on the x axis. */
  readonly isOn: readonly boolean[];
}

interface BandChartProps {
  readonly label: string;
  /** Ascending. */
  readonly x: readonly number[];
  readonly xTitle: string;
  readonly bands: readonly Band[];
  /** Position in `x` that is marked. */
  readonly mark: number | null;
  readonly xText: (value: number) => string;
}

/** A strip for each of some names, filled where it holds. */
export function BandChart({ label, x, xTitle, bands, mark, xText }: BandChartProps) {
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 1];
  const across = (value: number) => (100 * (value - first)) / (last - first || 1);
  const at = mark === null ? undefined : x[mark];
  return (
    <figure class="line-chart band-chart">
      <div role="img" aria-label={label}>
        {bands.map(({ label, colour, isOn }) => (
          <div key={label}>
            <span aria-hidden="true">{label}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect class="track" width="100" height="10" />
              {runsOf(isOn, x).map(([from, to]) => (
                <rect
                  key={from}
                  x={across(from)}
                  width={across(to) - across(from)}
                  height="10"
                  fill={colour}
                />
              ))}
              {at !== undefined && <path class="mark" d={`M${across(at)} 0v10`} />}
            </svg>
          </div>
        ))}
      </div>
      <div class="ticks" aria-hidden="true">
        {ticksOf(first, last).map((tick) => (
          <span key={tick} class="tick x" style={{ left: `${across(tick)}%` }}>
            {xText(tick)}
          </span>
        ))}
      </div>
      <p class="axis">{xTitle}</p>
    </figure>
  );
}

/** Stretches that hold, each from half way to the place before it to half way to the one behind. */
function runsOf(isOn: readonly boolean[], x: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  const half = (at: number, other: number) => ((x[at] ?? 0) + (x[other] ?? x[at] ?? 0)) / 2;
  for (const [at, on] of isOn.entries()) {
    const run = runs.at(-1);
    if (on && at > 0 && isOn[at - 1] && run) run[1] = half(at, at + 1);
    else if (on) runs.push([half(at, at - 1), half(at, at + 1)]);
  }
  return runs;
}

import { numberText } from './text.table.js';

/** One bar with the least and the greatest figure of any round. */
export interface Bar {
  readonly label: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Where the target is; null without one. */
  readonly mark: number | null;
}

export interface Panel {
  readonly title: string;
  readonly note: string;
  readonly bars: readonly Bar[];
  /** A value that the scale reaches in any case. */
  readonly reach: number;
  /** Follows each number. */
  readonly unit: string;
}

export const WIDTH = 760;
const HEAD = 74;
const ROW = 26;
const BAR = 14;
const LABELS = 256;
const VALUES = 70;
const PLOT = WIDTH - LABELS - VALUES;
const MOST_TICKS = 6;

export function panelHeight({ bars }: Panel): number {
  return HEAD + bars.length * ROW + 24;
}

export function drawPanel(panel: Panel): string {
  const { title, note, bars, unit, reach } = panel;
  const most = Math.max(reach, ...bars.flatMap(({ max, mark }) => [max, mark ?? 0]));
  const step = niceStep(most / MOST_TICKS);
  const ticks = Math.ceil(most / step);
  const x = (value: number) => LABELS + (value / (ticks * step)) * PLOT;
  return [
    `<text class="title" y="14">${title}</text>`,
    `<text class="faint" y="34">${note}</text>`,
    drawLegend(bars.some(({ mark }) => mark !== null)),
    ...Array.from({ length: ticks + 1 }, (_, tick) => drawTick(panel, tick * step, x)),
    ...bars.map((bar, row) => drawBar(bar, HEAD + row * ROW, x, unit)),
  ].join('\n');
}

function drawLegend(hasMarks: boolean): string {
  const spread = `<line class="spread" x1="0" x2="18" y1="48" y2="48"/>
<text class="faint" x="24" y="52">least to greatest round</text>`;
  const mark = `<line class="mark" x1="178" x2="178" y1="41" y2="55"/>
<text class="faint" x="186" y="52">target</text>`;
  return hasMarks ? spread + mark : spread;
}

function drawTick({ bars }: Panel, value: number, x: (value: number) => number): string {
  const bottom = HEAD + bars.length * ROW;
  const at = x(value).toFixed(1);
  return `<line class="grid" x1="${at}" x2="${at}" y1="${HEAD - 6}" y2="${bottom}"/>
<text class="faint" x="${at}" y="${bottom + 16}" text-anchor="middle">${numberText(value)}</text>`;
}

function drawBar(
  { label, median, min, max, mark }: Bar,
  top: number,
  x: (value: number) => number,
  unit: string,
): string {
  const middle = top + BAR / 2;
  const at = (value: number) => x(value).toFixed(1);
  return [
    `<text x="${LABELS - 10}" y="${middle + 4}" text-anchor="end">${label}</text>`,
    `<rect class="bar" x="${LABELS}" y="${top}" width="${(x(median) - LABELS).toFixed(1)}" height="${BAR}" rx="2"/>`,
    `<line class="spread" x1="${at(min)}" x2="${at(max)}" y1="${middle}" y2="${middle}"/>`,
    mark === null
      ? ''
      : `<line class="mark" x1="${at(mark)}" x2="${at(mark)}" y1="${top - 4}" y2="${top + BAR + 4}"/>`,
    `<text class="value" x="${WIDTH}" y="${middle + 4}" text-anchor="end">${median.toFixed(2)}${unit}</text>`,
  ].join('\n');
}

/** The next of 1, 2, 2.5, 5 times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power;
}

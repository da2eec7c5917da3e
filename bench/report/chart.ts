import { TARGETS } from '../targets.js';
import { type Bar, drawPanel, type Panel, panelHeight, WIDTH } from './chart.panel.js';
import { findDuel } from './measured.js';
import type { SuiteResult } from './result.file.js';

const MARGIN = 28;
const STYLE = `
  :root { color-scheme: light dark; }
  svg { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --line: #d1d9e0; --bar: #2f6feb; --mark: #bc4c00; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #0d1117; --ink: #f0f6fc; --faint: #9198a1; --line: #3d444d; --bar: #4493f8; --mark: #f0883e; }
  }
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--ink); }
  .title { font-size: 16px; font-weight: 600; }
  .faint { fill: var(--faint); font-size: 12px; }
  .value { font-variant-numeric: tabular-nums; }
  .paper { fill: var(--paper); }
  .bar { fill: var(--bar); }
  .grid { stroke: var(--line); }
  .spread { stroke: var(--ink); stroke-opacity: 0.65; stroke-width: 1.5; }
  .mark { stroke: var(--mark); stroke-width: 2.5; }
`;

/** The results as an SVG picture for light and dark pages. */
export function drawChart(results: readonly SuiteResult[]): string {
  const panels = [shares(results), times(results)].filter(({ bars }) => bars.length > 0);
  let top = MARGIN;
  const drawn = panels.map((panel) => {
    const text = `<g transform="translate(${MARGIN} ${top})">${drawPanel(panel)}</g>`;
    top += panelHeight(panel) + MARGIN / 2;
    return text;
  });
  const [width, height] = [WIDTH + 2 * MARGIN, top + MARGIN / 2];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Tabserve against its limits">
<style>${STYLE}</style>
<rect class="paper" width="${width}" height="${height}" rx="10"/>
${drawn.join('\n')}
</svg>
`;
}

function shares(results: readonly SuiteResult[]): Panel {
  const bars = [
    ...barsOf(results, 'predict', 'requests/s', (name) => `/predict, ${name}`),
    ...barsOf(results, 'predict-mongo', 'requests/s', (name) => `MongoDB, ${name}`).filter(
      ({ label }) => label.includes('connection'),
    ),
    ...barsOf(results, 'batch', 'rows/s', (name) => `file of ${name}`),
  ];
  return {
    title: 'Share of the limit that is reached, every answer stored',
    note: '/predict: requests/s of a bare node:http echo; files: rows/s of the bare model on one thread',
    bars,
    reach: 1,
    unit: '',
  };
}

function times(results: readonly SuiteResult[]): Panel {
  const duels = results.find(({ name }) => name === 'history')?.duels ?? [];
  const kinds = { 'page of 50': 'page ms', 'page of one label': 'label ms', 'one id': 'id ms' };
  const bars = Object.entries(kinds).flatMap(([kind, figure]) =>
    duels.flatMap(({ name, subject }) => barOf(`${kind}, ${name}`, subject[figure]) ?? []),
  );
  return {
    title: 'Reading the history, single predictions and batch rows mixed',
    note: 'milliseconds of one request, median',
    bars,
    reach: 0,
    unit: ' ms',
  };
}

function barsOf(
  results: readonly SuiteResult[],
  suite: string,
  figure: string,
  label: (duel: string) => string,
): Bar[] {
  const duels = results.find(({ name }) => name === suite)?.duels ?? [];
  return duels.flatMap(({ name }) => {
    const bar = barOf(label(name), findDuel(results, suite, name)?.ratios[figure]);
    const target = TARGETS.find(
      (one) => one.suite === suite && one.duel === name && one.figure === figure && !one.against,
    );
    return bar === null ? [] : { ...bar, mark: target?.atLeast ?? null };
  });
}

function barOf(
  label: string,
  spread: { median: number; min: number; max: number } | undefined,
): Bar | null {
  return spread === undefined ? null : { label, ...spread, mark: null };
}

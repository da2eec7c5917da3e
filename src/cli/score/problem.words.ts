import { type ProblemCode, problemCatalog } from '../../problem/problem.catalog.js';
import type { Fault, Problem } from '../../problem/problem.js';

/** A problem as a server tells it; every member may be missing, whoever has answered. */
export interface ToldProblem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly Partial<Fault>[];
  readonly errorCount?: number;
  /** Flags with which it would be another one. */
  readonly choices?: readonly Readonly<Record<string, unknown>>[];
}

/** What to do where that is another thing than for whoever sends requests. */
const SKIP = 'Correct this, or have the good rows answered all the same with --on-error skip.';
const ADVICE: Partial<Record<string, string>> = {
  'ambiguous-table': 'Say how it is to be read, with one of these lines of flags.',
  'model-required': 'Say which with --model NAME.',
  'unknown-model': 'Say another one with --model NAME or NAME/VERSION.',
  unauthenticated:
    'Name a file whose first line is a key that is valid now with --key-file; whoever runs the server makes keys.',
};

/** What breaks a line, or makes a terminal do something. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A problem of this process, as a server would tell it. */
export function toldOf({ code, message, errors, errorCount }: Problem): ToldProblem {
  return {
    type: `/problems/${code}`,
    title: problemCatalog[code].title,
    detail: message,
    ...(errors && { errors }),
    ...(errorCount !== undefined && { errorCount }),
  };
}

/**
 * A problem in lines for people: what is wrong, where, and what to do.
 * @param most faults to list
 */
export function problemText(problem: ToldProblem, most: number): string {
  const { title, detail, choices = [] } = problem;
  const head = [title, detail].filter((part) => part !== undefined && part !== '').join(': ');
  return [
    plain(head),
    ...faultLines(problem, most),
    ...choices.map(flagsOf),
    ...adviceFor(problem),
  ].join('\n');
}

/** The first faults, one a line, and how many more there are. */
export function faultLines(
  { errors = [], errorCount = errors.length }: Pick<ToldProblem, 'errors' | 'errorCount'>,
  most: number,
): string[] {
  const shown = errors
    .slice(0, most)
    .map((fault) => `  ${plain(`${placeOf(fault)}${fault.detail ?? fault.code}`)}`);
  const more = errorCount - shown.length;
  return more > 0 ? [...shown, `  … and ${more.toLocaleString('en')} more`] : shown;
}

function placeOf({ line, column, pointer }: Partial<Fault>): string {
  const place = [
    line === undefined ? undefined : `line ${line}`,
    column ?? (line === undefined ? pointer : undefined),
  ].filter((part) => part !== undefined && part !== '');
  return place.length === 0 ? '' : `${place.join(', ')}: `;
}

/** As a shell takes them. */
function flagsOf(choice: Readonly<Record<string, unknown>>): string {
  const flags = Object.entries(choice).map(([name, value]) => `--${name} ${shellWord(value)}`);
  return plain(`  ${flags.join(' ')}`);
}

function shellWord(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function plain(text: string): string {
  return text.replace(INVISIBLE, ' ');
}

function adviceFor({ type = '', errorCount }: ToldProblem): string[] {
  const code = type.replace('/problems/', '');
  if (code === 'invalid-file') return errorCount === undefined ? [] : [SKIP];
  const known = Object.hasOwn(problemCatalog, code)
    ? problemCatalog[code as ProblemCode].explanation
    : undefined;
  const advice = ADVICE[code] ?? known;
  return advice === undefined ? [] : [advice];
}

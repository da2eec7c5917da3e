import { type ProblemCode, problemCatalog } from '../../problem/problem.catalog.js';
import type { Fault, Problem } from '../../problem/problem.js';

/** A problem as a server tells it; every member may be missing, whoever has answered. */
export interface ToldProblem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly Partial<Fault>[];
  readonly errorCount?: number;
}

/** What to do where that is another thing than for whoever sends requests. */
const ADVICE: Partial<Record<string, string>> = {
  'model-required': 'Say which with --model NAME.',
  'unknown-model': 'Say another one with --model NAME or NAME/VERSION.',
  unauthenticated:
    'Name a file whose first line is a key that is valid now with --key-file; whoever runs the server makes keys.',
};

/** What breaks a line, or makes a terminal do something. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Of these the detail says all of it. */
const PLAIN_CODES: readonly string[] = ['invalid-file', 'ambiguous-table'];

/** What whoever sends requests is told to send. */
const PARAMETER =
  /&?\b(onError|delimiter|decimal|encoding|thousands)=(tab|skip|space|utf-8|utf-16|windows-1252|[,;|.'])/g;
const COLUMNS = /\bcolumns=(\{.*\})/g;

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
  const { title, detail } = problem;
  const head = [title, detail].filter((part) => part !== undefined && part !== '').join(': ');
  return [plain(inFlags(head)), ...faultLines(problem, most), ...adviceFor(problem)].join('\n');
}

/** The first faults, one a line, and how many more there are. */
export function faultLines(
  { errors = [], errorCount = errors.length }: Pick<ToldProblem, 'errors' | 'errorCount'>,
  most: number,
): string[] {
  const shown = errors
    .slice(0, most)
    .map((fault) => `  ${plain(`${placeOf(fault)}${inFlags(fault.detail ?? fault.code ?? '')}`)}`);
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

/** With flags where the parameters of requests are meant. */
function inFlags(text: string): string {
  const flag = (all: string, name: string, value: string) =>
    `${all.startsWith('&') ? ' ' : ''}--${name === 'onError' ? 'on-error' : name} ${shellWord(value)}`;
  return text
    .replace(PARAMETER, flag)
    .replace(COLUMNS, (_, value: string) => `--columns ${shellWord(value)}`)
    .replace(/\bsend (?=--)/g, 'say ');
}

/** As a shell takes it. */
function shellWord(text: string): string {
  return /^[\w.,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function plain(text: string): string {
  return text.replace(INVISIBLE, ' ');
}

function adviceFor({ type = '' }: ToldProblem): string[] {
  const code = type.replace('/problems/', '');
  if (PLAIN_CODES.includes(code)) return [];
  const known = Object.hasOwn(problemCatalog, code)
    ? problemCatalog[code as ProblemCode].explanation
    : undefined;
  const advice = ADVICE[code] ?? known;
  return advice === undefined ? [] : [advice];
}

import type { Fault } from '../../problem/problem.js';
import { readWords } from '../command.words.js';
import { UsageFault } from '../usage.fault.js';
import { type AnswerFormat, formatOf } from './answer.format.js';
import { serverOf } from './server.address.js';
import { readTableFlags, type TableFlags } from './table.flags.js';

const FORM = {
  command: 'tabserve score',
  flags: {
    model: 'string',
    out: 'string',
    format: 'string',
    'on-error': 'string',
    'error-limit': 'string',
    url: 'string',
    'key-file': 'string',
    delimiter: 'string',
    decimal: 'string',
    encoding: 'string',
    thousands: 'string',
    columns: 'string',
    sheet: 'string',
  },
  places: ['FILE'],
} as const;

const MOST_ERRORS = 100_000;

/** Faults that are told where nobody has said how many. */
const FEW_FAULTS = 10;

/** What is to be scored, how, and where the answers go. */
export interface ScoreOrder {
  /** `-` is standard input. */
  readonly input: string;
  /** Absent: standard output. */
  readonly out: string | undefined;
  readonly format: AnswerFormat;
  readonly model: string | undefined;
  readonly version: string | undefined;
  readonly onError: 'reject' | 'skip';
  /** Faults to list, where that is said. */
  readonly errorLimit: number | undefined;
  /** Faults to tell. */
  readonly mostFaults: number;
  readonly table: TableFlags;
  /** Where to score it; absent: here. */
  readonly server: URL | undefined;
  readonly keyFile: string | undefined;
}

/** What became of it. */
export interface ScoreOutcome {
  readonly rows: number;
  readonly scored: number;
  /** The first faults of rejected rows, and how many there are; an answer of a server may not have them. */
  readonly faults: readonly Partial<Fault>[];
  readonly faultCount: number;
}

/** @throws UsageFault for the first flag whose value makes no sense */
export function readOrder(words: readonly string[]): ScoreOrder {
  const { places, flags } = readWords(FORM, words);
  const said = flags as Partial<Record<keyof typeof FORM.flags, string>>;
  const { url, out, 'key-file': keyFile } = said;
  if (keyFile !== undefined && url === undefined) {
    throw new UsageFault(
      '--key-file goes with --url: nobody is asked who they are on this machine',
    );
  }
  const errorLimit = limitOf(said['error-limit']);
  return {
    input: places[0] as string,
    out,
    format: formatOf(said.format, out),
    ...modelOf(said.model),
    onError: onErrorOf(said['on-error']),
    errorLimit,
    mostFaults: errorLimit ?? FEW_FAULTS,
    table: readTableFlags(said),
    server: url === undefined ? undefined : serverOf(url),
    keyFile,
  };
}

function modelOf(text: string | undefined): Pick<ScoreOrder, 'model' | 'version'> {
  if (text === undefined) return { model: undefined, version: undefined };
  const [, model, version] = /^([^/]+)(?:\/([^/]+))?$/.exec(text) ?? [];
  if (model === undefined) throw new UsageFault('--model must be NAME or NAME/VERSION');
  return { model, version };
}

function onErrorOf(text = 'reject'): ScoreOrder['onError'] {
  if (text === 'reject' || text === 'skip') return text;
  throw new UsageFault('--on-error must be reject or skip');
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text) && Number(text) <= MOST_ERRORS) return Number(text);
  throw new UsageFault('--error-limit must be a whole number from 0 to 100,000');
}

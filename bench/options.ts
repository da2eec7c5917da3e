import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly rounds: number;
  /** What the names of the suites to run match. */
  readonly only: RegExp;
  /** One short round with small histories: tries the harness and measures nothing. */
  readonly isQuick: boolean;
  /** Where results are written. */
  readonly folder: string;
}

const ROUNDS = 5;
const MOST_ROUNDS = 50;

/** @throws Error for an unknown option or a number of rounds out of bounds */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      only: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds ?? (values.quick ? 1 : ROUNDS));
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS) {
    throw new Error(`--rounds must be a whole number from 1 to ${MOST_ROUNDS}`);
  }
  const folder = values.out ?? (values.quick ? quickFolder() : join('bench', 'results'));
  return { rounds, only: new RegExp(values.only), isQuick: values.quick, folder };
}

/** Figures of a quick run must not pass for real ones. */
function quickFolder(): string {
  return join(tmpdir(), 'tabserve-bench-quick');
}

/** A bound on one figure: the median ratio of a duel, unless it says otherwise. */
export interface Target {
  readonly text: string;
  readonly suite: string;
  readonly duel: string;
  readonly figure: string;
  /** Another duel, whose figure of the same round this one's is divided by. */
  readonly against?: string;
  /** The highest figure of any round counts. */
  readonly isWorst?: boolean;
  /** The figure itself counts, by its median, and not its ratio. */
  readonly isOwn?: boolean;
  readonly atLeast?: number;
  readonly atMost?: number;
}

const predict = { suite: 'predict', figure: 'requests/s' } as const;
const crowd = { suite: 'predict', duel: '256 connections' } as const;
const million = { suite: 'batch', duel: '1,000,000 rows' } as const;
const beside = { suite: 'beside', duel: 'beside a batch' } as const;
const history = { suite: 'history', duel: '10,000,000 stored', against: '10,000 stored' } as const;

/** What Tabserve is to reach on two cores, with the load generator on the same machine. */
export const TARGETS: readonly Target[] = [
  ...access('with keys', 0.95),
  ...access('with a limit', 0.9),
  {
    text: '/predict, 1 connection: requests/s of the echo',
    ...predict,
    duel: '1 connection',
    atLeast: 0.45,
  },
  {
    text: '/predict, 16 connections: requests/s of the echo',
    ...predict,
    duel: '16 connections',
    atLeast: 0.6,
  },
  {
    text: '/predict, 64 connections: requests/s of the echo',
    ...predict,
    duel: '64 connections',
    atLeast: 0.6,
  },
  {
    text: '/predict, 16 connections: p99 in those of the echo',
    suite: 'predict',
    duel: '16 connections',
    figure: 'p99 ms',
    atMost: 3,
  },
  {
    text: '/predict, 64 connections: p99 in those of the echo',
    suite: 'predict',
    duel: '64 connections',
    figure: 'p99 ms',
    atMost: 3,
  },
  {
    text: '/predict, 256 connections: requests/s of those at 64',
    ...crowd,
    figure: 'requests/s',
    against: '64 connections',
    atLeast: 0.8,
  },
  {
    text: '/predict, 256 connections: answers lost',
    ...crowd,
    figure: 'lost',
    isWorst: true,
    atMost: 0,
  },
  {
    text: '/predict, 256 connections: failures, honest 503s among them',
    ...crowd,
    figure: 'failed',
    isWorst: true,
    atMost: 0,
  },
  {
    text: 'file of 1,000,000 rows: rows/s of the bare model',
    ...million,
    figure: 'rows/s',
    atLeast: 0.8,
  },
  {
    text: 'file of 1,000,000 rows: peak memory above idle, MiB',
    ...million,
    figure: 'peak above idle MiB',
    isWorst: true,
    atMost: 250,
  },
  {
    text: 'file of 1,000,000 rows: share of its time for storing',
    suite: 'batch',
    duel: '1,000,000 rows, storing',
    figure: 'storing share',
    atMost: 0.15,
  },
  { text: '/predict beside that file: p99 in those alone', ...beside, figure: 'p99 ms', atMost: 5 },
  {
    text: '/health/live beside that file: slowest answer, ms',
    ...beside,
    figure: 'live max ms',
    isWorst: true,
    atMost: 100,
  },
  {
    text: 'page of 50 at 10 million, in those at 10,000',
    ...history,
    figure: 'page ms',
    atMost: 2,
  },
  { text: 'labelled page at 10 million, likewise', ...history, figure: 'label ms', atMost: 2 },
  { text: 'one id at 10 million, likewise', ...history, figure: 'id ms', atMost: 2 },
  {
    text: 'start to ready less the golden replay, in bare starts',
    suite: 'start',
    duel: 'start and memory',
    figure: 'ready ms without the replay',
    atMost: 1.5,
  },
  {
    text: 'web page: first load to the first answer, ms',
    suite: 'page',
    duel: 'first load to the first answer',
    figure: 'interactive ms',
    isOwn: true,
    atMost: 500,
  },
  {
    text: 'web page: last key to the shown answer, ms',
    suite: 'page',
    duel: 'last key to the shown answer',
    figure: 'answer ms',
    isOwn: true,
    atMost: 100,
  },
  {
    text: '5,000 connections on one core, default queue: requests/s of the peak',
    suite: 'overload',
    duel: 'default queue',
    figure: 'requests/s',
    atLeast: 0.9,
  },
  {
    text: '5,000 connections on one core, default queue: peak memory, MiB',
    suite: 'overload',
    duel: 'default queue',
    figure: 'peak MiB',
    isOwn: true,
    atMost: 512,
  },
  {
    text: '5,000 connections on one core, queue of 64: requests/s of the peak',
    suite: 'overload',
    duel: 'queue of 64',
    figure: 'requests/s',
    atLeast: 0.9,
  },
  {
    text: '5,000 connections on one core, queue of 64: peak memory, MiB',
    suite: 'overload',
    duel: 'queue of 64',
    figure: 'peak MiB',
    isOwn: true,
    atMost: 512,
  },
];

/** How much of its speed `/predict` keeps, at each number of connections. */
function access(what: string, atLeast: number): Target[] {
  return ['1 connection', '16 connections', '64 connections'].map((connections) => ({
    text: `/predict ${what}, ${connections}: requests/s of those without`,
    suite: 'predict-access',
    duel: `${what}, ${connections}`,
    figure: 'requests/s',
    atLeast,
  }));
}

export function isMet({ atLeast = -Infinity, atMost = Infinity }: Target, value: number): boolean {
  return value >= atLeast && value <= atMost;
}

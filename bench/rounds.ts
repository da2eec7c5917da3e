import type { Figures } from './figures.js';
import { type Spread, spreadOf } from './statistics.js';
import type { Bench, Duel, Suite } from './suite/suite.js';

/** What one round of a duel gave. */
export interface Round {
  readonly limit: Figures;
  readonly subject: Figures;
  readonly ratios: Figures;
}

export interface DuelResult {
  readonly name: string;
  readonly limitTitle: string;
  readonly rounds: readonly Round[];
  /** Over all rounds. */
  readonly limit: Readonly<Record<string, Spread>>;
  readonly subject: Readonly<Record<string, Spread>>;
  readonly ratios: Readonly<Record<string, Spread>>;
}

/** Runs all duels of a suite round by round, each subject right after its limit. */
export async function runRounds(suite: Suite, bench: Bench, count: number): Promise<DuelResult[]> {
  const { duels, close } = await suite.open(bench);
  try {
    const rounds = new Map<Duel, Round[]>(duels.map((duel) => [duel, []]));
    for (let round = 1; round <= count; round++) {
      for (const duel of duels) {
        process.stderr.write(`  round ${round} of ${count}: ${duel.name}\n`);
        rounds.get(duel)?.push(await runRound(duel));
      }
    }
    return duels.map((duel) => resultOf(duel, rounds.get(duel) ?? []));
  } finally {
    await close();
  }
}

async function runRound(duel: Duel): Promise<Round> {
  const limit = await duel.limit();
  const subject = await duel.subject();
  const ratios = Object.entries(duel.ratios).map(([name, ratio]) => [name, ratio(limit, subject)]);
  return { limit, subject, ratios: Object.fromEntries(ratios) };
}

function resultOf({ name, limitTitle }: Duel, rounds: readonly Round[]): DuelResult {
  const spreads = (part: keyof Round) => spreadsOf(rounds.map((round) => round[part]));
  return {
    name,
    limitTitle,
    rounds,
    limit: spreads('limit'),
    subject: spreads('subject'),
    ratios: spreads('ratios'),
  };
}

function spreadsOf(all: readonly Figures[]): Record<string, Spread> {
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, spreadOf(all.map((figures) => figures[name] ?? Number.NaN))]),
  );
}

import { type Figures, figure } from '../figures.js';
import type { LoadGenerator } from '../load/load.generator.js';

export type Ratio = (limit: Figures, subject: Figures) => number;

/** One case and the limit it is held against; both are measured anew in every round. */
export interface Duel {
  readonly name: string;
  readonly limitTitle: string;
  limit(): Promise<Figures>;
  subject(): Promise<Figures>;
  readonly ratios: Readonly<Record<string, Ratio>>;
}

/** Duels that share their processes. */
export interface OpenSuite {
  readonly duels: readonly Duel[];
  close(): Promise<void>;
}

export interface Suite {
  readonly name: string;
  readonly title: string;
  /** Why it cannot be run here; null or absent when it can. */
  reasonToSkip?(): string | null;
  open(bench: Bench): Promise<OpenSuite>;
}

/** What every suite is given. */
export interface Bench {
  readonly isQuick: boolean;
  /** A folder that is removed at the end. */
  readonly folder: string;
  readonly load: LoadGenerator;
}

/** Ratios subject : limit of figures that both have. */
export function quotients(...names: string[]): Record<string, Ratio> {
  return Object.fromEntries(names.map((name) => [name, quotientOf(name)]));
}

function quotientOf(name: string): Ratio {
  return (limit, subject) => figure(subject, name) / figure(limit, name);
}

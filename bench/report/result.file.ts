import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuelResult } from '../rounds.js';

/** What one suite gave; one file each, so that a suite can be run again alone. */
export interface SuiteResult {
  readonly name: string;
  readonly title: string;
  readonly date: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The load generator. */
  readonly load: string;
  readonly isQuick: boolean;
  readonly duels: readonly DuelResult[];
}

export function writeResult(folder: string, result: SuiteResult): void {
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(result, (_, value) => rounded(value), 2);
  writeFileSync(join(folder, `${result.name}.json`), `${text}\n`);
}

export function writeChart(folder: string, svg: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'chart.svg'), svg);
}

/** The newest results of all suites, of this run and of earlier ones. */
export function readResults(folder: string): SuiteResult[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as SuiteResult);
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}

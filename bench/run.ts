import { chooseLoadGenerator } from './load/load.choice.js';
import { type BenchOptions, readOptions } from './options.js';
import { endAll } from './process/child.register.js';
import { temporaryFolder } from './process/temporary.folder.js';
import { drawChart } from './report/chart.js';
import { figureTable } from './report/figure.table.js';
import { describeMachine } from './report/machine.js';
import { readResults, type SuiteResult, writeChart, writeResult } from './report/result.file.js';
import { targetTable } from './report/target.table.js';
import { versions } from './report/versions.js';
import { runRounds } from './rounds.js';
import { SUITES } from './suite/index.js';
import type { Bench, Suite } from './suite/suite.js';

const options = readOptions(process.argv.slice(2));
const bench: Bench = {
  isQuick: options.isQuick,
  folder: temporaryFolder(),
  load: await chooseLoadGenerator(),
};
say(`${describeMachine()}; load from ${bench.load.name}; ${options.rounds} rounds`);
for (const suite of SUITES.filter(({ name }) => options.only.test(name))) {
  const reason = suite.reasonToSkip?.() ?? null;
  say(`\n${suite.title}${reason === null ? '' : `: skipped, ${reason}`}`);
  if (reason === null) await report(suite, options).catch(fail);
}
const results = readResults(options.folder);
writeChart(options.folder, drawChart(results));
const doubt = options.isQuick ? ', which a quick run does not measure' : '';
say(`\nTargets${doubt}, from the results in ${options.folder}:\n${targetTable(results)}`);

async function report(suite: Suite, { rounds, folder }: BenchOptions): Promise<void> {
  const result: SuiteResult = {
    name: suite.name,
    title: suite.title,
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: versions(),
    load: bench.load.name,
    isQuick: bench.isQuick,
    duels: await runRounds(suite, bench, rounds),
  };
  writeResult(folder, result);
  say(figureTable(result));
}

/** The other suites are run all the same. */
async function fail(error: Error): Promise<void> {
  process.exitCode = 1;
  say(`failed: ${error.stack}`);
  await endAll();
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

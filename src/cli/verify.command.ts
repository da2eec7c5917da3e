import { stat } from 'node:fs/promises';
import { localSettings } from '../config/local.settings.js';
import { ModelProver } from '../inference/registry/model.prover.js';
import type { ProofMessage } from '../inference/registry/proof.task.js';
import { print, say } from './command.output.js';
import { readWords } from './command.words.js';
import { quoted, UsageFault } from './usage.fault.js';

export function help(): string {
  return `Usage: tabserve verify [DIR]

Proves every model below DIR, a folder of <name>/<version>/model.onnx, as a start does: contract, graph and
digest agree, and the model gives its trainer's own answers to every row of golden.json. Without
DIR it is MODEL_DIR. Each version is a line: proved, or refused with the file and field at fault.

Exit codes: 0 when all are proved, 1 when one is refused or there is none, 2 when there is no such folder.
`;
}

/** Tells of each version of a folder whether it is proved. Exit code 1 when one is not. */
export async function run(words: readonly string[]): Promise<void> {
  const [folder] = readWords({ command: 'tabserve verify', mayHave: ['DIR'] }, words).places;
  const settings = localSettings();
  const { MODEL_DIR, MODEL_MAX_BYTES: maxBytes, MODEL_LOAD_TIMEOUT_MS: timeoutMs } = settings;
  await verifyFolder(folder ?? MODEL_DIR);
  const prover = await ModelProver.open({ folder: folder ?? MODEL_DIR, maxBytes, timeoutMs });
  const { models, strays } = prover.listing;
  for (const { name, reason } of strays) say(`${name} is no model: ${reason}\n`);
  if (models.length === 0) throw new Error(`There is no model in ${quoted(folder ?? MODEL_DIR)}`);
  const lines: Promise<void>[] = [];
  await prover.run((message) => void lines.push(tellOf(message)));
  await Promise.all(lines);
}

/** @throws UsageFault when there is no such folder */
async function verifyFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true)
    throw new UsageFault(`${quoted(folder)} is no folder of models`);
}

async function tellOf(message: ProofMessage): Promise<void> {
  if ('proved' in message) {
    const { name, version } = message.proved;
    const rows = message.proof.goldenVectors;
    await print(`${name}/${version} proved, ${rows} golden row${rows === 1 ? '' : 's'}\n`);
  } else if ('refused' in message) {
    const { name, version } = message.refused;
    process.exitCode = 1;
    await print(`${name}/${version} refused: ${message.reason}\n`);
  }
}

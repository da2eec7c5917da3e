import cluster from 'node:cluster';
import { withPlatform } from '../config/platform.defaults.js';
import { readSettings } from '../config/settings.js';
import { proveAhead } from '../inference/registry/prover.start.js';
import { readWords } from './command.words.js';

export { settingsDocument as help } from '../config/settings.document.js';

/** Serves until the process is told to stop. */
export async function run(words: readonly string[]): Promise<void> {
  readWords({ command: 'tabserve serve' }, words);
  const settings = readSettings(withPlatform(process.env));
  if (settings.WORKERS > 1 && cluster.isPrimary) {
    // A fault of it is told once, before any process starts.
    const { openAccess } = await import('../access/open.access.js');
    (await openAccess(settings)).onApplicationShutdown();
    const { PrimaryProcess } = await import('../cluster/primary.process.js');
    await PrimaryProcess.run(settings);
    process.exit();
  }
  proveAhead(settings);
  const { serve } = await import('../serve.js');
  await serve(settings);
}

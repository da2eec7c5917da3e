import cluster from 'node:cluster';
import { endWithFault } from './cluster/start.fault.js';
import { settingsDocument } from './config/settings.document.js';
import { readSettings, SettingsFault } from './config/settings.js';
import { proveAhead } from './inference/registry/prover.start.js';

/** Exit codes: 0 after a graceful stop, 1 when it could not start, 2 for a faulty configuration. */
async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(settingsDocument());
    return;
  }
  const settings = readSettings(process.env);
  if (settings.WORKERS > 1 && cluster.isPrimary) {
    // A fault of it is told once, before any process starts.
    const { openAccess } = await import('./access/open.access.js');
    (await openAccess(settings)).onApplicationShutdown();
    const { PrimaryProcess } = await import('./cluster/primary.process.js');
    await PrimaryProcess.run(settings);
    process.exit();
  } else {
    proveAhead(settings);
    const { serve } = await import('./serve.js');
    await serve(settings);
  }
}

main().catch((error: Error) => endWithFault(error.message, error instanceof SettingsFault ? 2 : 1));

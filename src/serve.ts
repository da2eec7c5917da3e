import cluster from 'node:cluster';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.setup.js';
import { onStopSignal, STOP_SIGNALS } from './cluster/stop.signal.js';
import type { Settings } from './config/settings.js';
import { ANYBODY } from './domain/caller.js';
import { ModelProvider } from './inference/registry/model.provider.js';

/**
 * Connections that may wait to be taken. Node's 511 are not many when all clients of another
 * process come at once: the others would be tried again by their systems after one, three, seven
 * seconds. The system has a limit of its own.
 */
const BACKLOG = 8_192;

/** Serves until the process is told to stop; it then drains and exits with code 0. */
export async function serve(settings: Settings): Promise<void> {
  const app = await createApp(settings);
  stopOnSignal(app);
  const place = { port: settings.PORT, host: settings.HOST, backlog: BACKLOG };
  await app.listen(place).catch(async (error: Error) => {
    await app.close();
    throw error;
  });
  announce(app, settings, await app.getUrl());
}

function stopOnSignal(app: NestFastifyApplication): void {
  const log = new Logger('Tabserve');
  onStopSignal((signal) => {
    log.log(`${signal} received: stopping`);
    // Before the log's own end.
    process.prependOnceListener('exit', (code) => log.log(`stopped, exit code ${code}`));
  });
  app.enableShutdownHooks([...STOP_SIGNALS], { useProcessExit: true });
}

function announce(app: NestFastifyApplication, settings: Settings, url: string): void {
  const served = app.get(ModelProvider).list(ANYBODY);
  const models = served.map(({ name, version }) => `${name}/${version}`).join(', ') || 'no model';
  const who = cluster.worker === undefined ? '' : `process ${cluster.worker.id} is `;
  const log = new Logger('Tabserve');
  log.log(`${who}serving ${models} on ${url}, history in ${withoutSecrets(settings.HISTORY_URL)}`);
  const { ACCESS, ACCESS_KEYS_FILE, OIDC_ISSUER } = settings;
  if (ACCESS === 'open' && (ACCESS_KEYS_FILE ?? OIDC_ISSUER) !== undefined) {
    log.warn('ACCESS=open asks nobody for a key or token: say ACCESS=required to use what is set');
  }
}

/** A database URL may hold a password, in its user part or in its options. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '');
}

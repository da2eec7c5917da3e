import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.setup.js';
import { settingsDocument } from './config/settings.document.js';
import { readSettings, type Settings, SettingsFault } from './config/settings.js';
import { ModelProvider } from './inference/model.provider.js';

/** Exit codes: 0 after a graceful stop, 1 when it could not start, 2 for a faulty configuration. */
async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(settingsDocument());
    return;
  }
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(settings.PORT, settings.HOST);
  announce(app, settings, await app.getUrl());
}

function announce(app: NestFastifyApplication, { HISTORY_URL }: Settings, url: string): void {
  const served = app.get(ModelProvider).list();
  const models = served.map(({ name, version }) => `${name}/${version}`).join(', ') || 'no model';
  new Logger('Tabserve').log(
    `serving ${models} on ${url}, history in ${withoutSecrets(HISTORY_URL)}`,
  );
}

/** A database URL may hold a password, in its user part or in its options. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '');
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof SettingsFault ? 2 : 1);
});

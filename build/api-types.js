import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapi, { astToString } from 'openapi-typescript';

/*
 * Writes the types of the page's calls from the service's own OpenAPI document: of a service without
 * a model, because the page is for any. `npm run web:types` calls it after a build.
 */
const TARGET = 'web/src/api/schema.d.ts';

const { createApp } = await import('../dist/app.setup.js');
const { readSettings } = await import('../dist/config/settings.js');
const MODEL_DIR = await mkdtemp(join(tmpdir(), 'tabserve-'));
const settings = readSettings({
  PORT: '0',
  LOG_LEVEL: 'silent',
  HISTORY_URL: 'sqlite::memory:',
  MODEL_DIR,
});
const app = await createApp(settings);
await app.listen(0, '127.0.0.1');
const document = await (await fetch(`${await app.getUrl()}/openapi.json`)).json();
await app.close();
await rm(MODEL_DIR, { recursive: true });

const header = '// Made from /openapi.json by `npm run web:types`; do not edit.\n';
await writeFile(TARGET, header + astToString(await openapi(document)));

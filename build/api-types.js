import { writeFile } from 'node:fs/promises';
import openapi, { astToString } from 'openapi-typescript';

/*
 * Writes the types of the page's calls from the service's own OpenAPI document: of the routes, and
 * not of the models that happen to be served. `npm run web:types` calls it after a build.
 */
const TARGET = 'web/src/api/schema.d.ts';

const { createApp } = await import('../dist/app.setup.js');
const { readSettings } = await import('../dist/config/settings.js');
const settings = readSettings({ PORT: '0', LOG_LEVEL: 'silent', HISTORY_URL: 'sqlite::memory:' });
const app = await createApp(settings);
await app.listen(0, '127.0.0.1');
const document = await (await fetch(`${await app.getUrl()}/openapi.json`)).json();
await app.close();

const row = { type: 'object', additionalProperties: { type: ['number', 'string', 'null'] } };
const { schemas } = document.components;
for (const name of Object.keys(schemas)) if (name.startsWith('Features_')) delete schemas[name];
document.paths['/predict'].post.requestBody.content = { 'application/json': { schema: row } };
document.paths['/predict-batch'].post.requestBody.content['application/json'].schema = {
  type: 'array',
  items: row,
};
const header = '// Made from /openapi.json by `npm run web:types`; do not edit.\n';
await writeFile(TARGET, header + astToString(await openapi(document)));

import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from './support/test.app.js';

/** Commands of the README that call the service, with the output that it shows. */
const EXAMPLES = [
  ...readFileSync('README.md', 'utf8').matchAll(/```console\n\$ (curl .*)\n([\s\S]*?)```/g),
].map(([, command = '', output = '']) => [command, output] as const);
const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Ids and times differ from run to run; all else must be as shown. */
const masked = (text: string) =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .trim();

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('the README', () => {
  it('shows three calls', () => {
    expect(EXAMPLES).toHaveLength(3);
  });

  (hasCurl ? it : it.skip).each(EXAMPLES)('prints what it shows: %s', async (command, output) => {
    const here = command.replace('http://127.0.0.1:8000', app.url);
    expect(masked(await run(here))).toBe(masked(output));
  });
});

async function run(command: string): Promise<string> {
  return (await promisify(execFile)('bash', ['-c', command])).stdout;
}

import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from './support/test.app.js';

/** Commands of the README that call the service, with the output that it shows. */
const EXAMPLES = [
  ...readFileSync('README.md', 'utf8').matchAll(
    /```console\n\$ ((?:printf .*)?curl .*)\n([\s\S]*?)```/g,
  ),
].map(([, command = '', output = '']) => [command, output] as const);
const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** What it does in a notebook. */
const NOTEBOOK =
  /```python\n(request = [\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
/** A Python that has pandas, where there is one. */
const python =
  [
    `${process.env.TABSERVE_CACHE ?? `${homedir()}/.cache/tabserve`}/venv/bin/python`,
    'python3',
  ].find((path) => spawnSync(path, ['-c', 'import pandas']).status === 0) ?? null;

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
  it('shows four calls', () => {
    expect(EXAMPLES).toHaveLength(4);
  });

  (hasCurl ? it : it.skip).each(EXAMPLES)('prints what it shows: %s', async (command, output) => {
    const here = command.replace('http://127.0.0.1:8000', app.url);
    expect(masked(await run(here))).toBe(masked(output));
  });
});

describe('the notebook of the README', () => {
  (python === null ? it.skip : it)('has a prediction in each row', async () => {
    const program = `import pandas as pd
from urllib.request import Request, urlopen
frame = pd.read_csv("test/iris_test.csv").assign(id=range(30))
${NOTEBOOK.replace('http://127.0.0.1:8000', app.url)}
print(len(scored), list(scored.columns[:6]), scored.prediction.notna().all())`;
    const { stdout } = await promisify(execFile)(python as string, ['-c', program]);
    expect(stdout.trim()).toBe(
      "30 ['sepal_length', 'sepal_width', 'petal_length', 'petal_width', 'id', 'prediction'] True",
    );
  });
});

async function run(command: string): Promise<string> {
  return (await promisify(execFile)('bash', ['-c', command])).stdout;
}

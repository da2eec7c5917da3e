import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTILE_MODELS, STRAYS } from './support/hostile.models.js';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { temporaryFolder } from './support/test.app.js';
import { writeTinyModel } from './support/tiny.model.js';
import { until } from './support/until.js';

interface Refused {
  name: string;
  version: string | null;
  reason: string;
}

const hostile = HOSTILE_MODELS.map(([what, make, reason], at) => ({
  what,
  make,
  reason,
  name: `bad-${at}`,
  version: '1',
}));
const strays = STRAYS.map(([what, make, reason], at) => ({
  what,
  make,
  reason,
  name: `stray-${at}`,
  version: null,
}));

describe('a folder of broken and hostile models', () => {
  const folder = temporaryFolder();
  let server: ServerProcess;
  let listed: { items: { name: string }[]; refused: Refused[] };
  const messages = () => server.lines.map((line) => JSON.parse(line).msg as string);
  const get = async (path: string) => (await server.request(path)).json();

  beforeAll(async () => {
    for (const name of ['a-good', 'z-good']) writeTinyModel(folder.path, name);
    for (const { make, name } of [...hostile, ...strays]) make(folder.path, name);
    server = await startProcess({
      MODEL_DIR: folder.path,
      MODEL_LOAD_TIMEOUT_MS: '1000',
      HISTORY_URL: 'sqlite::memory:',
    });
    // The last to be refused is given up while the others answer already.
    listed = await until(async () => {
      const models = (await get('/models')) as typeof listed;
      return !models.refused.some(({ reason }) => reason.includes('yet')) && models;
    }, 'every model is served or refused');
    // The log is written a little later than a request is answered.
    const isLogged = ({ reason }: Refused) => messages().some((msg) => msg.endsWith(reason));
    await until(() => listed.refused.every(isLogged), 'the log says why each is refused');
  });
  afterAll(async () => {
    expect(await server.stop('SIGTERM')).toBe(0);
    stopAll();
    folder.remove();
  });

  it('holds at least sixty of them', () => {
    expect(hostile.length + strays.length).toBeGreaterThan(60);
  });

  it.each(['a-good', 'z-good'])('serves the good one: %s', async (model) => {
    const answer = await server.post(`/predict?model=${model}`, { x: 1 });
    expect(await answer.json()).toMatchObject({ value: 0 });
    expect(listed.items.map(({ name }) => name)).toEqual(['a-good', 'z-good']);
  });

  it.each([...hostile, ...strays])(
    'names $name and its reason: $what',
    ({ name, reason, version }) => {
      const [refused] = listed.refused.filter((one) => one.name === name);
      expect(refused).toEqual({ name, version, reason: expect.stringMatching(reason) });
      const words = `${version === null ? name : `model ${name}/1`} is `;
      expect(
        messages()
          .filter((msg) => msg.startsWith(words))
          .at(-1),
      ).toContain(refused?.reason);
    },
  );

  it('shows no path of the machine', () => {
    for (const { reason } of listed.refused) {
      expect(reason).not.toContain(folder.path);
      expect(reason).not.toMatch(/onnxruntime_src|\/work|\/home|\/tmp/);
    }
  });

  it('says before it begins which model it loads', () => {
    // What is only not served yet may not have been begun.
    const logged = messages().filter((msg) => !msg.includes('yet'));
    for (const { name } of hostile) {
      const at = logged.indexOf(`loading model ${name}/1`);
      expect(at).toBeGreaterThan(-1);
      expect(logged.findIndex((msg) => msg.startsWith(`model ${name}/1 is not`))).toBeGreaterThan(
        at,
      );
    }
  });

  it('is not ready because of the models, and of them alone', async () => {
    const { errors } = (await get('/health/ready')) as { errors: { detail: string }[] };
    expect(errors).toHaveLength(hostile.length);
    for (const { detail } of errors) expect(detail).toMatch(/^bad-/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aKey, KeyFile } from './support/key.file.js';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { MODEL_DIR, ROW } from './support/test.app.js';

const known = aKey();
const narrow = aKey({ scopes: ['predict'] });
const unknown = aKey();
const PASSWORD = 'hunter2hunter2';

describe('a server that logs everything', () => {
  const file = new KeyFile(known, narrow);
  let server: ServerProcess;
  const answers: string[] = [];
  beforeAll(async () => {
    server = await startProcess({
      ...file.settings,
      MODEL_DIR,
      HISTORY_URL: 'sqlite::memory:',
      LOG_LEVEL: 'trace',
    });
    const carried = [known, narrow, unknown].flatMap(({ key }) => [
      { authorization: `Bearer ${key}` },
      { 'x-api-key': key },
      { authorization: `Bearer ${key}`, 'x-api-key': key },
      { authorization: `Basic ${Buffer.from(`ada:${PASSWORD}`).toString('base64')}` },
      { authorization: `Bearer ${key.slice(0, -1)}` },
      { 'x-api-key': key, 'x-request-id': key },
    ]);
    for (const headers of carried) {
      const { key } = known;
      for (const answer of [
        await server.post('/predict', ROW, headers),
        await server.post(`/predict?key=${key}`, { [key]: 1 }, headers),
        await server.request(`/history/${key}?api_key=${PASSWORD}`, { headers }),
        await server.request('/openapi.json', { headers }),
        await server.request('/metrics', { headers }),
        await server.request('/access', { headers }),
        await server.request(`/models/${key}?${percent(key)}`, { headers }),
        await server.request('/nothing', { headers }),
      ]) {
        const sent = [...answer.headers].join('\n');
        // What a client sends as features it is told about.
        if (!answer.url.includes('/predict?')) answers.push(`${sent}\n${await answer.text()}`);
        else await answer.body?.cancel();
      }
    }
  });
  afterAll(() => {
    stopAll();
    file.remove();
  });

  const secrets = [known, narrow, unknown].flatMap(({ key, entry }) => [
    key.slice('tsk_abcdefgh_'.length, -1),
    entry.sha256,
  ]);

  it('shows no key, no hash and no credential of another scheme in its log', async () => {
    expect(await server.stop('SIGTERM')).toBe(0);
    const log = server.lines.join('\n');
    for (const secret of secrets) {
      expect(log).not.toContain(secret);
      expect(log).not.toContain(percent(secret));
    }
    expect(log).not.toContain(Buffer.from(`ada:${PASSWORD}`).toString('base64'));
    // Both ways of answering say who has asked.
    const by = `.*"caller":"key:${known.entry.id}".*"msg":"request"`;
    expect(log).toMatch(new RegExp(`"url":"/predict","status":200${by}`));
    expect(log).toMatch(new RegExp(`"url":"/access","status":200${by}`));
    // The refusal of a key that is known says whose it was.
    expect(log).toMatch(new RegExp(`"reason":"missing-scope","caller":"key:${narrow.entry.id}"`));
  });

  it('shows none in what it answers either', () => {
    expect(answers.length).toBeGreaterThan(50);
    for (const secret of secrets) expect(answers.join('\n')).not.toContain(secret);
  });
});

/** Every letter in a code of its own. */
function percent(text: string): string {
  return text.replace(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

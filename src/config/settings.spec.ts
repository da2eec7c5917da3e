import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { settingsDocument } from './settings.document.js';
import { readSettings, SettingsFault } from './settings.js';
import { settingsVariables } from './settings.schema.js';

describe(readSettings.name, () => {
  it('has a default for everything', () => {
    expect(readSettings({})).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8000,
      HISTORY_URL: 'sqlite:data/history.sqlite',
      BATCH_MAX_ROWS: 1_000_000,
      BATCH_MAX_BYTES: 64 * 1024 * 1024,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readSettings({ PORT: '', DEFAULT_MODEL: '' })).toEqual(readSettings({}));
  });

  it('names every fault at once, and no value', () => {
    const read = () =>
      readSettings({ PORT: '70000', LOG_LEVEL: 'loud', HISTORY_URL: 'redis://secret' });
    expect(read).toThrow(SettingsFault);
    expect(read).toThrow(/PORT.*LOG_LEVEL.*HISTORY_URL/s);
    expect(read).not.toThrow(/secret|loud|70000/);
  });

  it('refuses to be reachable from outside unless it is said who may', () => {
    expect(() => readSettings({ HOST: '0.0.0.0' })).toThrow(
      /ACCESS.*ACCESS=required.*ACCESS=open/s,
    );
    expect(readSettings({ HOST: '0.0.0.0', ACCESS: 'open' }).ACCESS).toBe('open');
    expect(readSettings({ HOST: 'localhost' }).ACCESS).toBe('open');
  });

  it('refuses to ask for keys that nobody can have', () => {
    expect(() => readSettings({ ACCESS: 'required' })).toThrow(/ACCESS_KEYS_FILE or OIDC_ISSUER/);
  });

  it.each([
    ['http://login.example.com', /OIDC_ISSUER: must be an https/],
    ['https://login.example.com', /OIDC_AUDIENCE: must be said/],
  ])('refuses the issuer %s without more', (OIDC_ISSUER, fault) => {
    expect(() => readSettings({ OIDC_ISSUER })).toThrow(fault);
  });

  it.each([
    ['true', 1],
    ['false', 0],
    ['1', 1],
    ['2', 2],
  ])('takes TRUST_PROXY=%s as %d', (TRUST_PROXY, proxies) => {
    expect(readSettings({ TRUST_PROXY }).TRUST_PROXY).toBe(proxies);
  });

  it.each(['8000.5', '-1', '0x10', '1e3', ' 8000'])('refuses the port "%s"', (PORT) => {
    expect(() => readSettings({ PORT })).toThrow(SettingsFault);
  });
});

describe(settingsDocument.name, () => {
  it('describes every setting', () => {
    for (const [name, schema] of Object.entries(settingsVariables)) {
      expect(settingsDocument()).toContain(`| \`${name}\` |`);
      expect(schema.description).toBeTruthy();
    }
  });

  it('is what docs/configuration.md says (npm run docs writes it)', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(settingsDocument());
  });
});

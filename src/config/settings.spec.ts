import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { settingsDocument } from './settings.document.js';
import { readSettings, SettingsFault } from './settings.js';
import { settingsSchema } from './settings.schema.js';

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

  it.each(['8000.5', '-1', '0x10', '1e3', ' 8000'])('refuses the port "%s"', (PORT) => {
    expect(() => readSettings({ PORT })).toThrow(SettingsFault);
  });
});

describe(settingsDocument.name, () => {
  it('describes every setting', () => {
    for (const [name, schema] of Object.entries(settingsSchema.shape)) {
      expect(settingsDocument()).toContain(`| \`${name}\` |`);
      expect(schema.description).toBeTruthy();
    }
  });

  it('is what docs/configuration.md says (npm run docs writes it)', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(settingsDocument());
  });
});

import { describe, expect, it } from '@jest/globals';
import type { CheckedEntry } from '../access/key.file.js';
import { keyJson, keyTable } from './key.table.js';

const now = Date.UTC(2027, 0, 1);
const sha256 = '0123456789abcdef'.repeat(4);
const entries: CheckedEntry[] = [
  { id: 'abcd1234', sha256, scopes: ['predict'] },
  {
    id: 'efgh5678',
    sha256,
    scopes: ['predict', 'history:read'],
    models: ['iris*', 'fraud'],
    expires: now,
    ratePerMinute: 600,
    note: 'ours',
  },
  { id: 'ijkl9012', sha256, scopes: ['predict'], models: [], expires: now + 1_000, note: '' },
];

describe(keyTable.name, () => {
  it('has a line for each key, and says which are over', () => {
    expect(keyTable(entries, now)).toBe(
      [
        'id        scopes                models       expires               rate     note',
        'abcd1234  predict               *            -                     -        -',
        'efgh5678  predict,history:read  iris*,fraud  2027-01-01 expired    600/min  ours',
        'ijkl9012  predict               -            2027-01-01T00:00:01Z  -        -',
        '',
      ].join('\n'),
    );
  });

  it('has its head alone for a file without keys', () => {
    expect(keyTable([], now)).toBe('id  scopes  models  expires  rate  note\n');
  });

  it('keeps a note on its line, and a terminal as it is', () => {
    const note = 'a\nb\r\u001b[31mc\u202ed\u2028e';
    expect(keyTable([{ ...entries[0]!, note }], now)).toMatch(/\n.* {2}a b {2}\[31mc d e\n$/);
  });
});

describe(keyJson.name, () => {
  it('has what is in the file but the hashes, and whether a key is over', () => {
    const text = keyJson(entries, now);
    expect(text).not.toContain(sha256);
    expect(JSON.parse(text)).toEqual([
      { id: 'abcd1234', scopes: ['predict'], expired: false },
      {
        id: 'efgh5678',
        scopes: ['predict', 'history:read'],
        models: ['iris*', 'fraud'],
        expires: '2027-01-01T00:00:00.000Z',
        ratePerMinute: 600,
        note: 'ours',
        expired: true,
      },
      expect.objectContaining({ expires: '2027-01-01T00:00:01.000Z', expired: false }),
    ]);
  });
});

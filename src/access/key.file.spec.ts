import { describe, expect, it } from '@jest/globals';
import { keyHash } from './access.key.js';
import { KeyFileFault, readEntries, readKeys, withoutEntry } from './key.file.js';

const entry = { id: 'abcd1234', sha256: keyHash('one'), scopes: ['predict'] };
const other = { id: 'efgh5678', sha256: keyHash('two'), scopes: ['models:read'], note: 'ours' };
const textOf = (...entries: object[]) => JSON.stringify(entries);

describe(readKeys.name, () => {
  it('gives the hash and the rights of each key by its id', () => {
    const rights = { models: ['iris*'], expires: '2027-01-01T12:00:00Z', ratePerMinute: 60 };
    const keys = readKeys(textOf({ ...entry, ...rights }, other));
    expect([...keys.keys()]).toEqual(['abcd1234', 'efgh5678']);
    expect(keys.get('abcd1234')?.hash.toString()).toBe(entry.sha256);
    expect(keys.get('abcd1234')?.caller).toMatchObject({
      name: 'key:abcd1234',
      scopes: new Set(['predict']),
      models: ['iris*'],
      expiresAt: Date.UTC(2027, 0, 1, 12),
      ratePerMinute: 60,
    });
    const unlimited = { models: null, expiresAt: null, ratePerMinute: null };
    expect(keys.get('efgh5678')?.caller).toMatchObject(unlimited);
  });

  it('takes a file without keys', () => {
    expect(readKeys(' [] ').size).toBe(0);
  });

  it('takes a hash in capital letters', () => {
    const [key] = readKeys(textOf({ ...entry, sha256: entry.sha256.toUpperCase() })).values();
    expect(key?.hash.toString()).toBe(entry.sha256);
  });

  it.each([
    ['2027-01-01', Date.UTC(2027, 0, 1)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
    ['2027-01-01T12:00:00', Date.UTC(2027, 0, 1, 12)],
    ['2027-01-01T12:00:00.5Z', Date.UTC(2027, 0, 1, 12, 0, 0, 500)],
    ['2027-01-01T12:00:00+02:00', Date.UTC(2027, 0, 1, 10)],
  ])('takes a time without offset, and a day, as UTC: %s', (expires, ms) => {
    expect(readEntries(textOf({ ...entry, expires }))[0]?.expires).toBe(ms);
  });

  it.each([
    '2027-02-30',
    '2027-02-29',
    '2027-13-01',
    '2027-01-01T25:00:00Z',
    '2027-01-01T12:00:00+0100',
    '1 January 2027',
    'tomorrow',
    '',
    1_800_000_000,
  ])('refuses the time "%s", which would be another one, or never', (expires) => {
    expect(() => readKeys(textOf({ ...entry, expires }))).toThrow(/^0\.expires must be a date/);
  });

  it.each([
    ['id', 'SECRET-1', /^1\.id must be 8 characters/],
    ['id', undefined, /^1\.id /],
    ['sha256', 'SECRET', /^1\.sha256 must be 64 hex digits$/],
    ['scopes', [], /^1\.scopes /],
    ['scopes', ['predict', 'SECRET'], /^1\.scopes\.1 /],
    ['scopes', 'SECRET', /^1\.scopes /],
    ['models', ['iris', ''], /^1\.models\.1 /],
    ['models', ['SECRET'.repeat(50)], /^1\.models\.0 /],
    ['ratePerMinute', 0, /^1\.ratePerMinute /],
    ['ratePerMinute', 1.5, /^1\.ratePerMinute /],
    ['ratePerMinute', 'SECRET', /^1\.ratePerMinute /],
    ['note', 'SECRET'.repeat(200), /^1\.note /],
    ['key', 'SECRET', /^1 Unrecognized key: "key"$/],
  ])('names the place of a faulty %s, and does not quote it: %j', (name, value, words) => {
    const read = () => readKeys(textOf(entry, { ...other, [name]: value }));
    expect(read).toThrow(KeyFileFault);
    expect(read).toThrow(words);
    expect(read).not.toThrow(/SECRET/);
  });

  it.each([
    ['{"id": "SECRET"', /^it is not JSON$/],
    ['', /^it is not JSON$/],
    ['{"id": "SECRET"}', /expected array/],
    ['["SECRET"]', /^0 /],
  ])('refuses what is no array of entries, without quoting it: %s', (text, words) => {
    expect(() => readKeys(text)).toThrow(words);
    expect(() => readKeys(text)).not.toThrow(/SECRET/);
  });

  it('refuses an id that is there twice', () => {
    expect(() => readKeys(textOf(entry, { ...other, id: entry.id }))).toThrow(/^has an id twice$/);
  });

  it('names several faults at once, and not endlessly many', () => {
    const faulty = Array.from({ length: 100 }, () => ({ ...entry, scopes: [] }));
    expect(() => readKeys(textOf(...faulty))).toThrow(/^0\.scopes .*; 9\.scopes [^;]*$/s);
  });
});

describe(withoutEntry.name, () => {
  it('leaves the other entries as they are, in their order', () => {
    const rest = [{ ...entry, expires: '2020-01-01', sha256: entry.sha256.toUpperCase() }, entry];
    const [first, last] = [rest[0]!, { ...rest[1]!, id: 'ijkl9012' }];
    const text = withoutEntry(textOf(first, other, last), other.id);
    expect(text).toBe(`${JSON.stringify([first, last], null, 2)}\n`);
  });

  it('is null where there is no such key', () => {
    expect(withoutEntry(textOf(entry), other.id)).toBeNull();
  });

  it('leaves a file without keys after the last one', () => {
    expect(withoutEntry(textOf(entry), entry.id)).toBe('[]\n');
  });

  it('does nothing about a faulty file', () => {
    expect(() => withoutEntry(textOf(entry, entry), entry.id)).toThrow(KeyFileFault);
  });
});

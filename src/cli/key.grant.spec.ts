import { describe, expect, it } from '@jest/globals';
import { entryOf, type GrantFlags } from './key.grant.js';
import { UsageFault } from './usage.fault.js';

const identity = { id: 'abcd1234', sha256: 'a'.repeat(64) };
const now = Date.UTC(2026, 11, 31, 12);
const entry = (flags: GrantFlags) => entryOf(identity, flags, now);

describe(entryOf.name, () => {
  it('has what the flags say, and nothing else', () => {
    expect(JSON.stringify(entry({ scopes: 'predict' }))).toBe(
      JSON.stringify({ ...identity, scopes: ['predict'] }),
    );
    expect(
      entry({
        scopes: 'predict, history:read,predict',
        models: 'iris*,fraud',
        expires: '2027-01-01',
        'rate-per-minute': '600',
        note: 'ours, all of it',
      }),
    ).toEqual({
      ...identity,
      scopes: ['predict', 'history:read'],
      models: ['iris*', 'fraud'],
      expires: '2027-01-01',
      ratePerMinute: 600,
      note: 'ours, all of it',
    });
  });

  it('lists the scopes when none is given', () => {
    expect(() => entry({ note: 'ours' })).toThrow(/^--scopes is needed: .*predict, history:read/);
  });

  it.each<[string, GrantFlags]>([
    ['scopes', { scopes: 'predict,everything' }],
    ['scopes', { scopes: '' }],
    ['models', { scopes: 'predict', models: 'iris,,fraud' }],
    ['models', { scopes: 'predict', models: '' }],
    ['expires', { scopes: 'predict', expires: 'tomorrow' }],
    ['expires', { scopes: 'predict', expires: '2027-02-30' }],
    ['expires', { scopes: 'predict', expires: '2026-12-31' }],
    ['expires', { scopes: 'predict', expires: '2026-12-31T12:00:00Z' }],
    ['expires', { scopes: 'predict', expires: '2026-12-31T13:00:00+01:00' }],
    ['rate-per-minute', { scopes: 'predict', 'rate-per-minute': '0' }],
    ['rate-per-minute', { scopes: 'predict', 'rate-per-minute': '1e3' }],
    ['rate-per-minute', { scopes: 'predict', 'rate-per-minute': '' }],
    ['rate-per-minute', { scopes: 'predict', 'rate-per-minute': '10000001' }],
    ['note', { scopes: 'predict', note: 'x'.repeat(1_001) }],
  ])('names the flag of a faulty value, in one line: --%s, %j', (flag, flags) => {
    expect(() => entry(flags)).toThrow(UsageFault);
    expect(() => entry(flags)).toThrow(new RegExp(`^--${flag} must [^;\n]*$`));
  });

  it('names every flag that is faulty, once', () => {
    const faulty = { scopes: 'a,b', expires: 'tomorrow', note: 'x'.repeat(1_001) };
    expect(() => entry(faulty)).toThrow(/^--scopes [^;]*; --expires [^;]*; --note [^;]*$/);
  });
});

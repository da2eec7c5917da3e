import { describe, expect, it } from '@jest/globals';
import { Caller } from '../../domain/caller.js';
import { VerifiedTokens } from './verified.tokens.js';

const caller = (name: string) => new Caller({ name, scopes: [] });

describe(VerifiedTokens.name, () => {
  it('keeps no more than it may, and drops the oldest first', () => {
    const tokens = new VerifiedTokens(2);
    for (const name of ['a', 'b', 'c']) tokens.add(name, caller(name));
    expect(tokens.find('a')).toBeUndefined();
    expect([tokens.find('b')?.name, tokens.find('c')?.name]).toEqual(['b', 'c']);
  });

  it('counts a token once', () => {
    const tokens = new VerifiedTokens(2);
    for (const name of ['a', 'b', 'b']) tokens.add(name, caller(name));
    expect(tokens.find('a')?.name).toBe('a');
  });

  it('forgets all', () => {
    const tokens = new VerifiedTokens();
    tokens.add('a', caller('a'));
    tokens.clear();
    expect(tokens.find('a')).toBeUndefined();
  });
});

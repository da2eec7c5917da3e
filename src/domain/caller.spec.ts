import { describe, expect, it } from '@jest/globals';
import { ANYBODY, Caller, SCOPES } from './caller.js';

const callerOf = (...models: string[]) => new Caller({ name: 'key:a', scopes: [], models });

describe(Caller.name, () => {
  it.each([
    ['iris', 'iris', true],
    ['iris', 'iris2', false],
    ['iris', 'my-iris', false],
    ['iris', 'Iris', false],
    ['iris*', 'iris', true],
    ['iris*', 'iris-2', true],
    ['iris*', 'my-iris', false],
    ['*-eu', 'fraud-eu', true],
    ['*-eu', 'fraud-eu-2', false],
    ['*', 'anything', true],
    ['iris-?', 'iris-2', true],
    ['iris-?', 'iris-', false],
    ['iris-?', 'iris-20', false],
    ['', 'iris', false],
  ])('with the pattern "%s" sees the model %s: %s', (pattern, name, isSeen) => {
    expect(callerOf(pattern).seesModel(name)).toBe(isSeen);
  });

  it.each(['.', '+', '^', '$', '(', ')', '[a]', '{1}', 'a|', '|', '\\', '(?:)'])(
    'takes "%s" in a pattern for itself',
    (signs) => {
      const caller = callerOf(`a${signs}x`);
      const names = [`a${signs}x`, 'ax', 'aax', 'aaax', 'a', 'x'];
      expect(names.filter((name) => caller.seesModel(name))).toEqual([`a${signs}x`]);
    },
  );

  it('sees what one of several patterns allows, each as a whole', () => {
    const caller = callerOf('iris', 'fraud*');
    const names = ['iris', 'fraud-2', 'iris-2', 'my-fraud', 'wine'];
    expect(names.filter((name) => caller.seesModel(name))).toEqual(['iris', 'fraud-2']);
  });

  it('sees no model with an empty list, and all without one', () => {
    expect(callerOf().seesModel('iris')).toBe(false);
    expect(new Caller({ name: 'key:a', scopes: [] }).seesModel('iris')).toBe(true);
    expect(new Caller({ name: 'key:a', scopes: [], models: null }).seesModel('iris')).toBe(true);
  });

  it('may what its scopes say', () => {
    const { scopes } = new Caller({ name: 'key:a', scopes: ['predict', 'models:read'] });
    expect(SCOPES.filter((scope) => scopes.has(scope))).toEqual(['predict', 'models:read']);
  });

  it('has every right where nobody is asked', () => {
    expect([...ANYBODY.scopes]).toEqual([...SCOPES]);
    expect([ANYBODY.name, ANYBODY.expiresAt, ANYBODY.seesModel('iris')]).toEqual([
      null,
      null,
      true,
    ]);
  });
});

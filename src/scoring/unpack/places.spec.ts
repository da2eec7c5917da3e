import { describe, expect, it } from '@jest/globals';
import { Places } from './places.js';

describe(Places.name, () => {
  it('lets so many in at once, and the others in their order as places are left', async () => {
    const places = new Places(2);
    const inside: string[] = [];
    const comers = ['a', 'b', 'c', 'd'].map((name) => places.take().then(() => inside.push(name)));
    await Promise.all(comers.slice(0, 2));
    expect(inside).toEqual(['a', 'b']);
    places.leave();
    await comers[2];
    expect(inside).toEqual(['a', 'b', 'c']);
    places.leave();
    await comers[3];
    expect(inside).toEqual(['a', 'b', 'c', 'd']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { traceparentOf } from './trace-parent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const GOOD = `00-${TRACE}-${PARENT}-01`;

describe('a traceparent', () => {
  it('is taken in the form of version 0', () => {
    expect(traceparentOf({ traceparent: GOOD })).toBe(GOOD);
  });

  it('of a later version is read as far as its form is known', () => {
    const later = `cc-${TRACE}-${PARENT}-01`;
    expect(traceparentOf({ traceparent: later })).toBe(later);
    expect(traceparentOf({ traceparent: `${later}-what-will-be` })).toBe(later);
  });

  it.each<[string, string | undefined]>([
    ['that is absent', undefined],
    ['that is empty', ''],
    ['with more than its version has', `${GOOD}-more`],
    ['in upper case', GOOD.toUpperCase()],
    ['of the version that is none', `ff-${TRACE}-${PARENT}-01`],
    ['of no trace', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['of no parent', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['of a later version that goes on without a dash', `cc-${TRACE}-${PARENT}-01x`],
    ['that was sent twice', `${GOOD}, ${GOOD}`],
    ['with a line end', `${GOOD}\n`],
    ['that is long', 'x'.repeat(15_000)],
  ])('%s is nothing', (_, traceparent) => {
    expect(traceparentOf(traceparent === undefined ? {} : { traceparent })).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { readWords } from './command.words.js';
import { UsageFault } from './usage.fault.js';

const FORM = {
  command: 'tabserve x',
  flags: { note: 'string', json: 'boolean' },
  places: ['ID', 'FILE'],
} as const;
const read = (...words: string[]) => readWords(FORM, words);

describe(readWords.name, () => {
  it.each([
    [['a', 'b'], {}],
    [['a', '--json', 'b', '--note', 'c'], { json: true, note: 'c' }],
    [['--note=-c', '--', 'a', 'b'], { note: '-c' }],
  ])('tells flags and places apart: %j', (words, flags) => {
    expect(read(...words)).toEqual({ flags, places: ['a', 'b'] });
  });

  it.each([
    [['a'], 'tabserve x needs FILE; see tabserve x --help'],
    [[], 'tabserve x needs ID; see tabserve x --help'],
    [['a', 'b', 'c'], '"c" is one word too many for tabserve x; see tabserve x --help'],
    [['--jsno'], '"--jsno" is no flag of tabserve x; did you mean --json?'],
    [['-j'], '"-j" is no flag of tabserve x; see tabserve x --help'],
    [['--json=1'], "tabserve x: Option '--json' does not take an argument"],
    [['--note'], "tabserve x: Option '--note <value>' argument missing"],
    [['--json', '--json'], '--json is given twice'],
    [['--note', 'a', '--note=b'], '--note is given twice'],
    [['a', 'b', 'c\nd'], '"c\\nd" is one word too many for tabserve x; see tabserve x --help'],
  ])('refuses %j in one line', (words, message) => {
    expect(() => read(...words)).toThrow(new UsageFault(message));
  });

  it('refuses a value that may be a flag in one line', () => {
    expect(() => read('--note', '--json')).toThrow(/^tabserve x: .*--note=[^\n]*$/);
  });
});

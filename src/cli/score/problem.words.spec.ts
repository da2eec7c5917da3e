import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../problem/problem.js';
import { problemText, toldOf } from './problem.words.js';

const linesOf = (problem: Problem | object, most = 10) =>
  problemText(problem instanceof Problem ? toldOf(problem) : problem, most).split('\n');

describe(problemText.name, () => {
  it('tells the first faults by line and column, how many more there are, and what to do', () => {
    const errors = [
      { line: 2, column: 'age', code: 'x', detail: 'is no number' },
      { line: 3, code: 'x', detail: 'has 2 cells' },
      { pointer: '/1/age', code: 'x', detail: 'is missing' },
    ];
    const problem = new Problem('invalid-file', 'Faults.', { errors, errorCount: 1_203 });
    expect(linesOf(problem, 2)).toEqual([
      'The file makes no sense to the model: Faults.',
      '  line 2, age: is no number',
      '  line 3: has 2 cells',
      '  … and 1,201 more',
      expect.stringContaining('--on-error skip'),
    ]);
    expect(linesOf(problem, 0)).toHaveLength(3);
    expect(linesOf(problem)).toContain('  /1/age: is missing');
  });

  it('does not offer to skip the rows of a file that has the wrong columns', () => {
    const errors = [{ line: 1, column: 'age', code: 'x', detail: 'is missing' }];
    expect(linesOf(new Problem('invalid-file', 'The header.', { errors }))).toHaveLength(2);
  });

  it('says what the catalogue says where the command has no better word', () => {
    expect(linesOf(new Problem('too-large', 'Many.')).at(-1)).toMatch(/Split it/);
    expect(linesOf(new Problem('unknown-model', 'None.')).at(-1)).toMatch(/--model/);
  });

  it('offers the readings of an ambiguous table as flags that a shell takes', () => {
    const choices = [
      { delimiter: ';', decimal: ',' },
      { thousands: "'", columns: ['a'] },
    ];
    expect(linesOf({ type: '/problems/ambiguous-table', title: 'Which?', choices })).toEqual([
      'Which?',
      "  --delimiter ';' --decimal ','",
      `  --thousands ''\\''' --columns '["a"]'`,
      expect.stringContaining('flags'),
    ]);
  });

  it('takes a problem of another server as it is', () => {
    expect(linesOf({ type: 'about:blank', detail: 'Tea\r\npot' })).toEqual(['Tea  pot']);
  });
});

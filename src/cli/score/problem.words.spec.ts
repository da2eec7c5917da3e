import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../problem/problem.js';
import { problemText, toldOf } from './problem.words.js';

const linesOf = (problem: Problem | object, most = 10) =>
  problemText(problem instanceof Problem ? toldOf(problem) : problem, most).split('\n');

describe(problemText.name, () => {
  it('tells the first faults by line and column, and how many more there are', () => {
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
    ]);
    expect(linesOf(problem, 0)).toHaveLength(2);
    expect(linesOf(problem)).toContain('  /1/age: is missing');
  });

  it('says what the catalogue says where the command has no better word', () => {
    expect(linesOf(new Problem('too-large', 'Many.')).at(-1)).toMatch(/Split it/);
    expect(linesOf(new Problem('unknown-model', 'None.')).at(-1)).toMatch(/--model/);
  });

  it.each([
    ['send onError=skip to have', 'say --on-error skip to have'],
    [
      'send delimiter=;&decimal=, or delimiter=tab&decimal=..',
      "say --delimiter ';' --decimal , or --delimiter tab --decimal ..",
    ],
    ["; send thousands=' if", "; say --thousands ''\\''' if"],
    ['leave out encoding=utf-16.', 'leave out --encoding utf-16.'],
    ['send columns={"a b":"x\'s"}', `say --columns '{"a b":"x'\\''s"}'`],
    ['a cell "x=1" is no number', 'a cell "x=1" is no number'],
  ])('says flags where parameters are meant: %s', (detail, told) => {
    expect(linesOf({ detail, errors: [{ line: 1, detail }] })).toEqual([told, `  line 1: ${told}`]);
  });

  it('takes a problem of another server as it is', () => {
    expect(linesOf({ type: 'about:blank', detail: 'Tea\r\npot' })).toEqual(['Tea  pot']);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { RowLayout } from '../../domain/row.layout.js';
import { type ChunkColumns, codesIn, openChunk, packChunk } from './chunk.codec.js';
import { versionOf } from './chunk.format.js';

const layout: RowLayout = {
  features: [
    { name: 'width', dtype: 'float32' },
    { name: 'count', dtype: 'int64' },
    { name: '__proto__', dtype: 'string' },
  ],
  classes: ['red', 'green', '__proto__'],
};

const row = fc.record({
  width: fc.float(),
  count: fc.oneof(fc.maxSafeInteger(), fc.constant(Number.NaN)),
  text: fc.option(fc.string({ unit: 'binary' })),
  code: fc.integer({ min: 0, max: 2 }),
  line: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function columnsOf(rows: readonly Row[]): ChunkColumns {
  return {
    rows: rows.length,
    features: [
      Float32Array.from(rows, ({ width }) => width),
      Float64Array.from(rows, ({ count }) => count),
      rows.map(({ text }) => text),
    ],
    answers: {
      labels: Uint16Array.from(rows, ({ code }) => code),
      probabilities: Float32Array.from(rows.flatMap(({ code }) => [code / 10, 1 - code / 10, 0])),
    },
    lines: Uint32Array.from(rows, ({ line }) => line),
  };
}

describe('chunk codec', () => {
  it('gives back every row, NaN as null', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const view = openChunk(layout, packChunk(columnsOf(rows)));
        expect(view.rows).toBe(rows.length);
        for (const [index, { width, count, text, code, line }] of rows.entries()) {
          const [[, shown], ...others] = Object.entries(view.inputs(index)) as [
            [string, number | null],
            ...[string, unknown][],
          ];
          expect(Math.fround(shown ?? Number.NaN) || 0).toBe(width || 0);
          expect(others).toStrictEqual([
            ['count', Number.isNaN(count) ? null : count],
            ['__proto__', text],
          ]);
          expect(view.answers.labels?.[index]).toBe(code);
          expect(view.line(index)).toBe(line);
        }
      }),
    );
  });

  it('shows float32 values as their shortest decimals', () => {
    const data = packChunk(
      columnsOf([{ width: Math.fround(5.1), count: 1, text: 'a', code: 1, line: 2 }]),
    );
    const view = openChunk(layout, data);
    expect(Object.values(view.inputs(0))).toStrictEqual([5.1, 1, 'a']);
    expect(view.answers.probabilities).toStrictEqual(Float32Array.of(0.1, 0.9, 0));
    expect(view.answers.values).toBeUndefined();
  });

  it('packs the first rows of longer columns', () => {
    const rows = 2;
    const data = packChunk({
      rows,
      features: [new Float32Array(9).fill(1), new Float64Array(9), ['a', 'b', 'c']],
      answers: { values: Float32Array.of(0.1, 0.2) },
      lines: Uint32Array.of(5, 6, 7),
    });
    const view = openChunk({ ...layout, classes: null }, data);
    expect([view.rows, view.line(1), view.inputs(1).width]).toStrictEqual([2, 6, 1]);
    expect(view.answers).toStrictEqual({ values: Float32Array.of(0.1, 0.2) });
    expect(codesIn(data)).toBeNull();
  });

  it('reads a chunk wherever it lies in a buffer', () => {
    const data = packChunk(columnsOf([{ width: 3.5, count: 7, text: 'naïve', code: 2, line: 9 }]));
    for (let offset = 0; offset < 9; offset++) {
      const buffer = Buffer.alloc(data.length + 16);
      buffer.set(data, offset);
      const view = openChunk(layout, buffer.subarray(offset, offset + data.length));
      expect(Object.values(view.inputs(0))).toStrictEqual([3.5, 7, 'naïve']);
      expect([view.answers.labels?.[0], view.line(0)]).toStrictEqual([2, 9]);
    }
  });

  it('can be transferred, and lists the classes that occur', () => {
    const rows = [2, 0, 2].map((code) => ({ width: 1, count: 1, text: '', code, line: 1 }));
    const data = packChunk(columnsOf(rows));
    expect(data.byteOffset).toBe(0);
    expect(data.buffer.byteLength).toBe(data.length);
    expect(codesIn(data)).toStrictEqual([0, 2]);
  });

  it('says what its columns are and hold, so that a filter can pass it over', () => {
    const rows = [5.5, Number.NaN, 2].map((width) => ({
      width,
      count: 7,
      text: '',
      code: 1,
      line: 1,
    }));
    const { header } = openChunk(layout, packChunk(columnsOf(rows)));
    expect(header).toStrictEqual({
      rows: 3,
      sections: [
        { name: 'lines', dtype: 'uint32' },
        { name: 'labels', dtype: 'uint16' },
        { name: 'probabilities', dtype: 'float32', width: 3 },
        { name: 'feature.0', dtype: 'float32', min: 2, max: 5.5 },
        { name: 'feature.1', dtype: 'float64', min: 7, max: 7 },
        { name: 'feature.2', dtype: 'string' },
      ],
      confidence: { min: Math.fround(0.9), max: Math.fround(0.9) },
    });
  });

  it.each<[AnswerColumns]>([
    [{ labels: Uint16Array.of(0, 1), probabilities: Float32Array.of(1, 0, 0, 0, 1, 0) }],
    [{ values: Float32Array.of(1, 2) }],
    [{ values: Float64Array.of(1, 2, 3, 4) }],
    [{ labels: Uint16Array.of(0, 1), scores: Float32Array.of(1, 2) }],
    [{ labels: Uint16Array.of(0, 1), score: Float32Array.of(1, 2) }],
    [{ flags: Uint16Array.of(1, 0, 0, 1), probabilities: Float32Array.of(1, 0, 0, 1) }],
  ])('gives back %j, and says how sure a label is', (answers) => {
    const data = packChunk({ rows: 2, features: [], answers, lines: Uint32Array.of(2, 3) });
    const view = openChunk({ features: [], classes: null }, data);
    expect(view.answers).toEqual(answers);
    const isSure = 'labels' in answers && 'probabilities' in answers;
    expect(view.header.confidence).toEqual(isSure ? { min: 1, max: 1 } : undefined);
  });

  it('refuses answers that do not fit the rows', () => {
    const columns = columnsOf([{ width: 1, count: 1, text: '', code: 0, line: 1 }]);
    const answers = { values: Float32Array.of() };
    expect(() =>
      packChunk({ ...columns, rows: 2, answers: { values: Float32Array.of(1, 2, 3) } }),
    ).toThrow('3 values do not fit 2 rows');
    expect(
      openChunk({ ...layout, classes: null }, packChunk({ ...columns, rows: 0, answers })).rows,
    ).toBe(0);
  });

  it('gives back doubles, truths and times', () => {
    const features = [
      { name: 'price', dtype: 'float64' },
      { name: 'flag', dtype: 'boolean' },
      { name: 'since', dtype: 'datetime' },
    ] as const;
    const newer: RowLayout = { features, classes: null };
    const answers = { values: Float32Array.of(1, 2) };
    const data = packChunk(
      {
        rows: 2,
        features: [
          Float64Array.of(0.1, Number.NaN),
          Float64Array.of(0, Number.NaN),
          Float64Array.of(1_767_323_045_000.123, Number.NaN),
        ],
        answers,
        lines: Uint32Array.of(2, 3),
      },
      versionOf(newer, answers),
    );
    expect(data[0]).toBe(3);
    const view = openChunk(newer, data);
    expect(view.inputs(0)).toEqual({
      price: 0.1,
      flag: false,
      since: '2026-01-02T03:04:05.000123Z',
    });
    expect(view.inputs(1)).toEqual({ price: null, flag: null, since: null });
  });

  it.each<[string, Partial<RowLayout>, AnswerColumns, number]>([
    ['what was there before', { unit: 'm' }, { values: Float32Array.of() }, 2],
    ['doubles as values', {}, { values: Float64Array.of() }, 3],
    ['a label alone', { classes: ['a'], probabilities: null }, {}, 3],
    ['several values', { targets: ['a', 'b'] }, {}, 3],
    ['open categories', { features: [{ name: 'a', dtype: 'string', categories: ['b'] }] }, {}, 3],
  ])(
    'has a format that programs before it refuse only where they must: %s',
    (_, more, answers, version) => {
      expect(versionOf({ features: [], classes: null, ...more }, answers)).toBe(version);
    },
  );

  it('refuses a format that it does not know', () => {
    const data = packChunk(columnsOf([]));
    data[0] = 9;
    expect(() => openChunk(layout, data)).toThrow('Chunk format 9 is of a newer Tabserve');
  });
});

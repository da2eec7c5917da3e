import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { postBytes } from './support/table.files.js';
import { startApp, type TestApp } from './support/test.app.js';

const ROWS = 900_000;
const FEATURES = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];
const OTHERS = ['a', 'b', 'c', 'd'];
/** Of one page a column, as some programs write a file. */
const PAGE_BYTES = 100_000_000;

/** Doubles that repeat nothing: as many bytes as come out of them. */
function doubles(seed: number): Float64Array {
  return Float64Array.from({ length: ROWS }, (_, row) => 1 + ((row * seed) % 999_983) / 999_983);
}

function largeFile(): Buffer<ArrayBuffer> {
  const columnData = [...FEATURES, ...OTHERS].map((name, at) => ({
    name,
    type: 'DOUBLE' as const,
    data: doubles(at + 7),
  }));
  const way = { codec: 'UNCOMPRESSED', pageSize: PAGE_BYTES, rowGroupSize: ROWS } as const;
  return Buffer.from(parquetWriteBuffer({ columnData, ...way }));
}

describe('a Parquet file of nearly as many bytes as may be, in one row group', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('is read as a whole', async () => {
    const answer = await postBytes(app, largeFile(), '/predict-batch/check');
    expect(await answer.json()).toMatchObject({
      rows: ROWS,
      errorCount: 0,
      ignoredColumns: OTHERS,
    });
  }, 180_000);
});

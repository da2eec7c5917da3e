import { AnswerCodec, shownCell } from '../domain/answer.codec.js';
import type { FeatureValue } from '../domain/prediction.record.js';
import type { RowLayout } from '../domain/row.layout.js';
import { csvRecord, headed } from '../scoring/table/csv.text.js';
import { FEATURE_TYPES, type ParquetColumn } from '../scoring/table/parquet.column.js';
import { groupsOf } from '../scoring/table/parquet.group.js';
import { columnsOfAnswer } from '../scoring/table/parquet.packer.js';
import { parquetOf } from '../scoring/table/parquet.stream.js';
import type { RowFormat, RowMaker } from '../storage/item.format.js';

type Row = readonly FeatureValue[];
type Slices = AsyncIterable<readonly Row[]>;

/** The answered rows of a file as a table: line, features, and what the model says. */
export class ResultTable implements RowFormat<Row> {
  private readonly codec: AnswerCodec;
  private readonly columns: readonly ParquetColumn[];

  constructor(private readonly layout: RowLayout) {
    this.codec = new AnswerCodec(layout);
    const features = layout.features.map(({ name, dtype }): ParquetColumn => {
      return { name, type: FEATURE_TYPES[dtype] };
    });
    this.columns = columnsOfAnswer([{ name: 'line', type: 'int64' }, ...features], this.codec);
  }

  batch(): RowMaker<Row> {
    const { codec, layout } = this;
    return ({ view, row }) => [
      view.line(row),
      ...layout.features.map((_, index) => view.feature(row, index)),
      ...codec.cells.map((cell) => shownCell(cell, view.answers, row)),
    ];
  }

  csv(slices: Slices): AsyncGenerator<string> {
    const header = csvRecord(this.columns.map(({ name }) => name));
    return headed(header, slices, (rows) => rows.map(csvRecord).join(''));
  }

  parquet(slices: Slices): AsyncGenerator<Uint8Array> {
    return parquetOf(this.columns, groupsOf(slices, this.columns.length));
  }
}

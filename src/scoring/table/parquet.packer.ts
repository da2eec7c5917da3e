import { type AnswerCell, type AnswerCodec, shownCell } from '../../domain/answer.codec.js';
import type { AnswerColumns } from '../../domain/outcome.js';
import { distinctColumns } from './column.name.js';
import { LooseNumber } from './loose.number.js';
import {
  type PackedColumn,
  type ParquetColumn,
  type ParquetValues,
  packColumn,
} from './parquet.column.js';
import type { RowChunk } from './row.chunk.js';
import { storedValue } from './stored.value.js';
import type { TextDialect } from './table.options.js';
import { truthOf } from './truth.word.js';

/** Columns that a Parquet answer adds. */
function answerColumns({ cells }: AnswerCodec): ParquetColumn[] {
  return cells.map(({ name, isText }) => ({ name, type: isText ? 'string' : 'double' }));
}

/**
 * All columns of a Parquet answer.
 * @param own those of the table that are repeated
 */
export function columnsOfAnswer(
  own: readonly ParquetColumn[],
  codec: AnswerCodec,
): ParquetColumn[] {
  // A feature may have the name of a column that the answer adds.
  return distinctColumns([...own, ...answerColumns(codec)]);
}

/** Writes answered rows as columns of Parquet: those of the table, and what the model says. */
export class ParquetPacker {
  private readonly numbers: LooseNumber;

  constructor(
    private readonly codec: AnswerCodec,
    dialect: TextDialect,
  ) {
    this.numbers = new LooseNumber(dialect);
  }

  /** @param own columns of the table, whose cells the rows carry as JSON */
  pack(chunk: RowChunk, own: readonly ParquetColumn[], answers: AnswerColumns): PackedColumn[] {
    const rows = Array.from({ length: chunk.rows }, (_, row) => cellsOf(chunk, row));
    return columnsOfAnswer(own, this.codec).map((column, at) => {
      const values =
        at < own.length
          ? rows.map((cells) => this.valueOf(column, cells[at] ?? null))
          : this.said(at - own.length, answers, chunk.rows);
      return packColumn(column, values);
    });
  }

  private said(at: number, answers: AnswerColumns, rows: number): ParquetValues {
    const cell = this.codec.cells[at] as AnswerCell;
    return Array.from({ length: rows }, (_, row) => shownCell(cell, answers, row));
  }

  private valueOf({ type }: ParquetColumn, text: string | null): ParquetValues[number] {
    if (text === null) return null;
    if (typeof type !== 'string') return storedValue(type, text);
    if (type === 'string' || type === 'datetime') return text;
    if (type === 'boolean') return truthOf(text) ?? null;
    const value = this.numbers.parse(text);
    return Number.isNaN(value) ? null : value;
  }
}

function cellsOf({ text, textEnds }: RowChunk, row: number): readonly (string | null)[] {
  const start = row === 0 ? 0 : (textEnds[row - 1] as number);
  const bytes = Buffer.from(text.buffer, start, (textEnds[row] as number) - start);
  return JSON.parse(bytes.toString('utf8'));
}

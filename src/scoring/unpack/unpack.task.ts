import type { ProblemCode } from '../../problem/problem.catalog.js';
import type { Fault } from '../../problem/problem.js';
import type { TextSource } from '../table/text.source.js';

/** Kinds that are no text until they are unpacked. */
export type PackedKind = 'parquet' | 'xlsx';

/** What a process that unpacks is told; the bytes come before, on its standard input. */
export interface UnpackTask {
  readonly kind: PackedKind;
  /** Of a workbook, as the request names it. */
  readonly sheet?: string | undefined;
  /** Names of each required feature, by which the table of a workbook is known. */
  readonly columns: readonly (readonly string[])[];
  readonly maxRows: number;
  /** Most bytes that come out. */
  readonly maxBytes: number;
  /** Most bytes of memory that the process may have. */
  readonly maxMemory: number;
}

/** What it says before the text that it writes on its standard output, or in place of it. */
export type UnpackMessage =
  | { readonly source: TextSource }
  | {
      readonly problem: {
        readonly code: ProblemCode;
        readonly detail: string;
        readonly errors?: readonly Fault[] | undefined;
        readonly members?: Readonly<Record<string, unknown>> | undefined;
      };
    };

/** A table as text: CSV with commas, points and one line a record. */
export interface UnpackedTable {
  readonly source: TextSource;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

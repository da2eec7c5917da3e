import type { Contract } from '../../api/client.ts';

/** A header for each feature, or the names of all columns of a table without a header. */
export type ColumnChoice = Readonly<Record<string, string>> | readonly string[];

/** Signs of a text table that can be said; a sheet of a spreadsheet. */
export const SIGNS = ['delimiter', 'decimal', 'encoding', 'thousands', 'sheet'] as const;
export type Sign = (typeof SIGNS)[number];

/** How a table is to be read, as far as somebody has said it; the service finds the rest. */
export type Reading = Readonly<Partial<Record<Sign, string>>> & {
  readonly columns?: ColumnChoice;
};

/** Most faults that are listed of one file. */
const MOST_FAULTS = 10_000;

/** What a request for a file says of the model and of how the file is to be read. */
export function queryOf(
  { name: model, version }: Pick<Contract, 'name' | 'version'>,
  { columns = {}, ...signs }: Reading,
  more: Readonly<Record<string, string>> = {},
): URLSearchParams {
  return new URLSearchParams({
    model,
    version,
    errorLimit: String(MOST_FAULTS),
    ...signs,
    ...(Object.keys(columns).length === 0 ? {} : { columns: JSON.stringify(columns) }),
    ...more,
  });
}

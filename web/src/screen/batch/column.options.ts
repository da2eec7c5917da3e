import { type Contract, type Feature, featuresOf } from '../../api/client.ts';
import type { TableCheck } from './table.check.ts';
import type { ColumnChoice } from './table.reading.ts';

/** What can be chosen as the column of a feature. */
export interface ColumnOptions {
  readonly feature: Feature;
  /** Place of the column that it has; null when it has none. */
  readonly column: number | null;
  /** Places of the columns that it may have. */
  readonly columns: readonly number[];
}

/** Features that a table does not name itself, and the columns that are left for them. */
export function columnOptions(
  contract: Contract,
  { columns }: TableCheck,
  said: ColumnChoice | undefined,
): ColumnOptions[] {
  const hasHeader = !Array.isArray(said);
  const chosen = hasHeader ? (said ?? {}) : {};
  const places = columns.map((_, at) => at);
  const free = places.filter((at) => columns[at]?.feature === null && columns[at]?.name !== '');
  return featuresOf(contract).flatMap((feature) => {
    const found = columns.findIndex((column) => column.feature === feature.name);
    if (!hasHeader) return [{ feature, column: found === -1 ? null : found, columns: places }];
    if (found !== -1 && !(feature.name in chosen)) return [];
    return found === -1
      ? [{ feature, column: null, columns: free }]
      : [
          {
            feature,
            column: found,
            columns: places.filter((at) => at === found || free.includes(at)),
          },
        ];
  });
}

/** What is said of the columns once a feature has another one, or none. */
export function withColumn(
  said: ColumnChoice | undefined,
  { columns }: TableCheck,
  feature: string,
  column: number | null,
): ColumnChoice {
  if (Array.isArray(said))
    return said.map((name, at) =>
      at === column ? feature : name === feature ? unnamed(at) : name,
    );
  const { [feature]: _, ...others } = (said ?? {}) as Record<string, string>;
  return column === null ? others : { ...others, [feature]: columns[column]?.name ?? '' };
}

/** Names for the columns of a table without a header: features in their order, as far as they go. */
export function namesWithoutHeader(contract: Contract, { columns }: TableCheck): string[] {
  const features = featuresOf(contract);
  return columns.map((_, at) => features[at]?.name ?? unnamed(at));
}

function unnamed(at: number): string {
  return `column ${at + 1}`;
}

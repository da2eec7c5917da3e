import { columnKey } from '../../inference/contract/contract.reader.js';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import type { Fault } from '../../problem/problem.js';

/** What each column of a file is for. */
export interface ColumnPlan {
  /** Column names as the file spells them, without surrounding space. */
  readonly names: readonly string[];
  /** For each column: position of its feature, or -1. */
  readonly features: Int32Array;
  /** Features that the file leaves out and the model can do without. */
  readonly absent: readonly number[];
  /** Names of the columns that no feature takes. */
  readonly ignored: readonly string[];
  readonly faults: readonly Fault[];
}

/** Matches the header's names with features and aliases, without case and surrounding space. */
export function planColumns(
  header: readonly string[],
  features: readonly FeatureContract[],
): ColumnPlan {
  const owners = ownersOf(features);
  const names = header.map((name) => name.trim());
  const positions = Int32Array.from(names, (name) => owners.get(columnKey(name)) ?? -1);
  const taken = new Set(positions);
  const absent = features.map((_, at) => at).filter((at) => !taken.has(at));
  const missing = absent.filter((at) => features[at]?.required !== false);
  return {
    names,
    features: positions,
    absent,
    ignored: names.filter((_, column) => positions[column] === -1),
    faults: [
      ...missing.map((at) => missingColumn(features[at] as FeatureContract)),
      ...duplicates(names, positions, features),
    ],
  };
}

function ownersOf(features: readonly FeatureContract[]): Map<string, number> {
  const owners = new Map<string, number>();
  features.forEach(({ name, aliases = [] }, at) => {
    for (const alias of [name, ...aliases]) owners.set(columnKey(alias), at);
  });
  return owners;
}

function missingColumn({ name }: FeatureContract): Fault {
  return {
    line: 1,
    column: name,
    code: 'missing_columns',
    detail: `the file has no column ${name}`,
  };
}

/** Two columns for one feature, or two of one name; columns without a name are just ignored. */
function duplicates(
  names: readonly string[],
  positions: Int32Array,
  features: readonly FeatureContract[],
): Fault[] {
  const seen = new Set<string>();
  return names.flatMap((name, column) => {
    const feature = features[positions[column] ?? -1];
    const key = columnKey(feature?.name ?? name);
    if (key === '' || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    const detail = feature ? `a second column for ${feature.name}` : 'a second column of this name';
    return [{ line: 1, column: name, code: 'duplicate_column', detail }];
  });
}

import { columnKey } from '../../inference/contract/column.key.js';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { type Fault, Problem } from '../../problem/problem.js';
import { likelyHeader } from './likely.header.js';
import type { ColumnMapping } from './table.options.js';

/** What each column of a file is for. */
export interface ColumnPlan {
  /** Column names as the file spells them, without surrounding space. */
  readonly names: readonly string[];
  /** For each column: position of its feature, or -1. */
  readonly features: Int32Array;
  /** Features that the file leaves out and the model can do without. */
  readonly absent: readonly number[];
  /** Names of required features without a column. */
  readonly missing: readonly string[];
  /** Names of the columns that no feature takes. */
  readonly ignored: readonly string[];
  readonly faults: readonly Fault[];
}

/**
 * Matches the header's names with features and aliases, without case and surrounding space unless that
 * means several, or as the request says.
 * @throws Problem `malformed-request` when the request names a feature that the model has not
 */
export function planColumns(
  header: readonly string[],
  features: readonly FeatureContract[],
  mapping?: ColumnMapping,
): ColumnPlan {
  const owners = new ColumnOwners(features, mapping);
  const names = header.map((name) => name.trim());
  const positions = Int32Array.from(names, (name) => owners.of(name));
  const taken = new Set(positions);
  const absent = features.map((_, at) => at).filter((at) => !taken.has(at));
  const missing = absent
    .filter((at) => features[at]?.required !== false || owners.mapped(at) !== undefined)
    .map((at) => features[at] as FeatureContract);
  const ignored = names.filter((_, column) => positions[column] === -1);
  return {
    names,
    features: positions,
    absent,
    missing: missing.map(({ name }) => name),
    ignored,
    faults: [
      ...missing.map((feature) => missingColumn(feature, owners.headerFor(feature), ignored)),
      ...duplicates(names, positions, features),
    ],
  };
}

/** Whose column a name is. */
export class ColumnOwners {
  /** As names are written. */
  private readonly byName = new Map<string, number>();
  /** Without case; -1 where that is the name of several. */
  private readonly byKey = new Map<string, number>();
  private readonly headers: Readonly<Record<string, string>>;

  /** @throws Problem `malformed-request` when the mapping names a feature that the model has not */
  constructor(
    private readonly features: readonly FeatureContract[],
    mapping?: ColumnMapping,
  ) {
    this.headers = mapping?.by === 'feature' ? mapping.headers : {};
    const unknown = Object.keys(this.headers).find(
      (name) => !features.some((one) => one.name === name),
    );
    if (unknown !== undefined) throw unknownFeature(unknown, features);
    features.forEach(({ name, aliases = [] }, at) => {
      if (this.mapped(at) !== undefined) return;
      for (const alias of [name, ...aliases]) this.own(alias, at, this.byKey.get(columnKey(alias)));
    });
    // What the request says goes before what names say.
    const headers = new Map<string, number>();
    features.forEach((_, at) => {
      const header = this.mapped(at);
      if (header === undefined) return;
      this.own(header, at, headers.get(columnKey(header)));
      headers.set(columnKey(header), at);
    });
  }

  /** @returns position of the feature that a column of this name is for, or -1 */
  of(name: string): number {
    return this.byName.get(name.trim()) ?? this.byKey.get(columnKey(name)) ?? -1;
  }

  private own(name: string, at: number, other = at): void {
    this.byName.set(name.trim(), at);
    this.byKey.set(columnKey(name), other === at ? at : -1);
  }

  /** The header that the request names for a feature. */
  mapped(at: number): string | undefined {
    return this.headerFor(this.features[at] as FeatureContract);
  }

  headerFor({ name }: FeatureContract): string | undefined {
    return Object.hasOwn(this.headers, name) ? this.headers[name] : undefined;
  }
}

function unknownFeature(name: string, features: readonly FeatureContract[]): Problem {
  const known = features.slice(0, 20).map((feature) => feature.name);
  const more = features.length > known.length ? ', …' : '';
  return new Problem(
    'malformed-request',
    `columns names the feature ${JSON.stringify(name)}, which the model has not; it has ${known.join(', ')}${more}.`,
  );
}

function missingColumn(
  { name, aliases = [] }: FeatureContract,
  mapped: string | undefined,
  ignored: readonly string[],
): Fault {
  const fault = { line: 1, column: name, code: 'missing_columns' };
  if (mapped !== undefined) {
    return { ...fault, detail: `the file has no column ${JSON.stringify(mapped)} for ${name}` };
  }
  const likely = likelyHeader([name, ...aliases], ignored);
  const advice =
    likely === undefined
      ? ''
      : `; if it is ${JSON.stringify(likely)}, send columns=${JSON.stringify({ [name]: likely })}`;
  return { ...fault, detail: `the file has no column ${name}${advice}` };
}

/** Two columns for one feature, or two of one name; columns without a name are just ignored. */
function duplicates(
  names: readonly string[],
  positions: Int32Array,
  features: readonly FeatureContract[],
): Fault[] {
  const seen = new Set<string | number>();
  return names.flatMap((name, column) => {
    const position = positions[column] ?? -1;
    const feature = features[position];
    const key = feature === undefined ? columnKey(name) : position;
    if (key === '' || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    const detail = feature ? `a second column for ${feature.name}` : 'a second column of this name';
    return [{ line: 1, column: name, code: 'duplicate_column', detail }];
  });
}

import type { Feature } from '../../api/client.ts';

/** One column of a file, and the feature that takes it. */
export interface Column {
  readonly name: string;
  readonly feature: Feature | null;
  /** Why the service refuses the file for it. */
  readonly fault: string | null;
}

/** What each column of a file is for. */
export interface ColumnPlan {
  readonly columns: readonly Column[];
  /** Features that the file must name and does not. */
  readonly missing: readonly Feature[];
  /** Features that it leaves out and may. */
  readonly absent: readonly Feature[];
}

/** Matches names with features and aliases, without case and surrounding space, as the service. */
export function planColumns(header: readonly string[], features: readonly Feature[]): ColumnPlan {
  const owners = new Map(
    features.flatMap((feature) =>
      [feature.name, ...(feature.aliases ?? [])].map((name) => [keyOf(name), feature] as const),
    ),
  );
  const seen = new Set<string>();
  const columns = header.map((written) => {
    const name = written.trim();
    const feature = owners.get(keyOf(name)) ?? null;
    const key = keyOf(feature?.name ?? name);
    const isSecond = key !== '' && seen.has(key);
    seen.add(key);
    return { name, feature, fault: isSecond ? secondColumn(feature) : null };
  });
  const left = features.filter((feature) => !columns.some((column) => column.feature === feature));
  return {
    columns,
    missing: left.filter(({ required }) => required !== false),
    absent: left.filter(({ required }) => required === false),
  };
}

function secondColumn(feature: Feature | null): string {
  return feature === null ? 'a second column of this name' : `a second column for ${feature.name}`;
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

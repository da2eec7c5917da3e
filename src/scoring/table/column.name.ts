/** The same columns, each with a name of its own: one that is taken is followed by `_2`, `_3` and so on. */
export function distinctColumns<T extends { readonly name: string }>(columns: readonly T[]): T[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    for (let count = 2; taken.has(name); count++) name = `${column.name}_${count}`;
    taken.add(name);
    return name === column.name ? column : { ...column, name };
  });
}

/**
 * A function that makes records with these keys, in this order.
 * Plain assignment is several times faster, but would lose a key named `__proto__`.
 */
export function namedRecord<T>(
  names: readonly string[],
): (valueAt: (index: number) => T) => Record<string, T> {
  return names.includes('__proto__')
    ? (valueAt) => Object.fromEntries(names.map((name, index) => [name, valueAt(index)]))
    : (valueAt) => assigned(names, valueAt);
}

function assigned<T>(names: readonly string[], valueAt: (index: number) => T): Record<string, T> {
  const record: Record<string, T> = {};
  for (let index = 0; index < names.length; index++) {
    record[names[index] as string] = valueAt(index);
  }
  return record;
}

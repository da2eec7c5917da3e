/** A name without its unit, its spaces and its case: `Sepal Length [mm]` is `sepallength`. */
function bareName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[([{].*?[)\]}]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The one header that most likely means what one of `names` says; for advice alone, since units may
 * differ. Undefined when there is none, or several.
 */
export function likelyHeader(
  names: readonly string[],
  headers: readonly string[],
): string | undefined {
  const wanted = new Set(names.map(bareName));
  wanted.delete('');
  const found = headers.filter((header) => wanted.has(bareName(header)));
  return found.length === 1 ? found[0] : undefined;
}

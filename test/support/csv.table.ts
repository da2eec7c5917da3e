/** Cells of a CSV text (RFC 4180, LF), for comparing answers; rows by column name. */
export function csvTable(text: string): Record<string, string>[] {
  const [header = [], ...rows] = csvCells(text);
  return rows.map((cells) => {
    if (cells.length !== header.length) throw new Error(`a ragged row: ${cells}`);
    return Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']));
  });
}

export function csvCells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  // Behind the last line end there is nothing.
  return rows.at(-1)?.join('') === '' ? rows.slice(0, -1) : rows;
}

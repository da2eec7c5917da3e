/** Why a cell is refused. */
export interface CellFault {
  readonly code:
    | 'not_a_number'
    | 'not_a_boolean'
    | 'not_a_datetime'
    | 'not_finite'
    | 'out_of_hard_range'
    | 'unknown_category';
  readonly detail: string;
}

/** A cell as a fault shows it. */
export function shownCell(text: string): string {
  if (text === '') return 'an empty cell';
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}

export function unknownCategory(
  text: string,
  categories: Iterable<string | number> | null,
): CellFault {
  const choices =
    categories === null ? '' : `; must be one of ${[...categories].slice(0, 20).join(', ')}`;
  return { code: 'unknown_category', detail: `${shownCell(text)} is not a category${choices}` };
}

/** @param limit that was broken, as it is to be shown */
export function beyondLimit(text: string, isBelow: boolean, limit: number | string): CellFault {
  const must = isBelow ? `must be at least ${limit}` : `must be at most ${limit}`;
  return {
    code: 'out_of_hard_range',
    detail: `${shownCell(text)} is beyond a hard limit: ${must}`,
  };
}

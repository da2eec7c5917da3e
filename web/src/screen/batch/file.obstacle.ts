import type { Schemas } from '../../api/client.ts';
import { bytesText } from '../../part/bytes.text.ts';
import { countText } from '../../part/number.text.ts';
import type { CheckJob } from './check.job.ts';
import { namesText } from './check.words.ts';
import { isRefusal, type TableCheck } from './table.check.ts';

export type OnError = 'reject' | 'skip';

/** Faults of a header refuse a file whatever becomes of faulty rows. */
const HEADER_FAULTS: readonly string[] = ['missing_columns', 'duplicate_column'];

/** Why a file is too large for the service; null when it is not, as far as is known. */
export function sizeObstacle(
  { size }: File,
  rows: number | null,
  limits: Schemas['LimitsDto'] | null,
): string | null {
  if (limits === null) return null;
  const split = 'Split it, and score the parts one by one.';
  const { batchBytes, batchRows } = limits;
  if (size > batchBytes)
    return `The file has ${bytesText(size)}; the service takes ${bytesText(batchBytes)} at most. ${split}`;
  if (rows !== null && rows > batchRows)
    return `The file has ${countText(rows)} rows; the service takes ${countText(batchRows)} at most. ${split}`;
  return null;
}

/** Why the service would refuse a file as it was read; null when it would not, as far as is known. */
export function checkObstacle({ state, table }: CheckJob, onError: OnError): string | null {
  const { phase } = state.value;
  if (phase === 'checking') return 'The file is being checked.';
  if (phase === 'failed') return failedObstacle(state.value);
  return phase === 'read' && table.value !== null ? tableObstacle(table.value, onError) : null;
}

type State = CheckJob['state']['value'];

/** What could not be asked may still be scored. */
function failedObstacle({ problem }: Extract<State, { phase: 'failed' }>): string | null {
  if (problem.code === 'ambiguous-table') return 'Say under Check how the file is to be read.';
  return isRefusal(problem) ? 'The service cannot read the file; Check says why.' : null;
}

function tableObstacle(table: TableCheck, onError: OnError): string | null {
  const { missing, errors, errorCount, rows, isWhole } = table;
  if (missing.length > 0) return `Choose a column for ${namesText(missing, 3)} under Check.`;
  if (errors.some(({ code }) => HEADER_FAULTS.includes(code)))
    return 'The first line has faults, which Check lists. Correct the file.';
  if (rows === 0 && isWhole) return 'The file has no rows.';
  if (errorCount === 0 || onError === 'skip') return null;
  return 'Rows have faults. Correct the file, or choose “Skip the row” under Check.';
}

import type { ApiProblem, Contract, Schemas } from '../../api/client.ts';
import { documentIn, successOf, type Transfer } from '../../api/file.transfer.ts';
import { patientTransfer, type Wait } from '../../api/patient.transfer.ts';
import { formOf } from './file.form.ts';
import { queryOf, type Reading } from './table.reading.ts';

/** How the service reads a table. */
export type Dialect = Schemas['DialectDto'];

/** What the service says of a table before it is scored. */
export type TableCheck = Schemas['FileCheckDto'];

/** So much of a text is looked at before all of it is sent. */
export const START_BYTES = 256 * 1024;
/** Larger files that can only be read as a whole are not sent twice. */
const WHOLE_BYTES = 16 * 1024 * 1024;

/** Whether a file can be looked at before it is scored. */
export function isCheckable(file: File): boolean {
  return formOf(file.name).hasStart || file.size <= WHOLE_BYTES;
}

interface CheckOptions {
  readonly contract: Contract;
  readonly reading: Reading;
  /** Whether all of the file is sent, however large it is. */
  readonly isWhole?: boolean;
  readonly onWait?: (wait: Wait | null) => void;
  readonly onSent?: (bytes: number | null) => void;
}

/** Has the service read a table, or the start of it, and store nothing. Rejects with an `ApiProblem`. */
export function checkTable(file: File, options: CheckOptions): Transfer<TableCheck> {
  const { contract, reading, isWhole = false, onWait = () => {}, onSent = () => {} } = options;
  const { headers, hasStart } = formOf(file.name);
  const isPart = hasStart && !isWhole && file.size > START_BYTES;
  const query = queryOf(contract, reading, isPart ? { part: 'true' } : {});
  const { answer, stop } = patientTransfer(
    {
      url: `/predict-batch/check?${query}`,
      headers: { ...headers, accept: 'application/json' },
      onSent,
      body: isPart ? file.slice(0, START_BYTES) : file,
      brokenOff: 'The file could not be checked: the connection broke off. Is the service running?',
    },
    onWait,
  );
  const read = answer
    .then(successOf)
    .then(async ({ body }) => (await documentIn(body)) as TableCheck);
  return { answer: read, stop };
}

/** The readings that a refusal offers; empty when it is about something else. */
export function choicesIn({ code, document }: ApiProblem): readonly Reading[] {
  if (code !== 'ambiguous-table') return [];
  return (document as { choices?: Reading[] }).choices ?? [];
}

/** Whether a problem is one of the file, which it would also be when it is scored. */
export function isRefusal({ status }: ApiProblem): boolean {
  return [400, 413, 415, 422].includes(status);
}

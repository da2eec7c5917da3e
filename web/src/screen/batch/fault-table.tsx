import type { Fault } from '../../api/client.ts';
import { saveFile } from '../../part/file.download.ts';
import { countText } from '../../part/number.text.ts';
import { ScrollArea } from '../../part/scroll-area.tsx';
import { csvText, guarded } from './csv.text.ts';

const SHOWN = 100;

interface FaultTableProps {
  readonly faults: readonly Fault[];
  /** How many there are, when `faults` are only the first of them. */
  readonly total: number;
  readonly fileName: string;
}

/** Faults of a file by line. */
export function FaultTable({ faults, total, fileName }: FaultTableProps) {
  const shown = faults.slice(0, SHOWN);
  const save = () => saveFile(`faults-${fileName || 'file.csv'}`, 'text/csv', faultsCsv(faults));
  return (
    <>
      <div class="row fault-head">
        <h3>
          {shown.length < total
            ? `The first ${countText(shown.length)} of ${countText(total)} faults`
            : `${countText(total)} ${total === 1 ? 'fault' : 'faults'}`}
        </h3>
        <button type="button" class="outline small" onClick={save}>
          Download {faults.length < total ? `the first ${countText(faults.length)}` : 'all'} as CSV
        </button>
      </div>
      <ScrollArea class="faults" label="Faults by line">
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                Line
              </th>
              <th scope="col">Column</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ line, column, detail }, at) => (
              <tr key={at}>
                <th scope="row" class="number">
                  {line}
                </th>
                <td>{column ?? <span class="muted">the whole row</span>}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}

function faultsCsv(faults: readonly Fault[]): string {
  const records = faults.map(({ line = '', column = '', code, detail }) => [
    line,
    ...[column, code, detail].map(guarded),
  ]);
  return csvText([['line', 'column', 'code', 'detail'], ...records]);
}

import { type Contract, type Fault, type Feature, featuresOf } from '../../api/client.ts';
import { isNumeric } from '../../part/feature.kind.ts';
import { ScrollArea } from '../../part/scroll-area.tsx';
import type { TableCheck } from './table.check.ts';

interface PreviewTableProps {
  readonly table: TableCheck;
  readonly contract: Contract;
}

/** A column of the table, and the feature that takes it. */
interface Column {
  readonly name: string;
  readonly feature: Feature | null;
}

/** The first rows, with a mark on each cell that will be refused. */
export function PreviewTable({ table, contract }: PreviewTableProps) {
  const features = new Map(featuresOf(contract).map((feature) => [feature.name, feature]));
  const columns = table.columns.map(({ name, feature }) => ({
    name,
    feature: features.get(feature ?? '') ?? null,
  }));
  const faultsOf = (line: number) => table.errors.filter((fault) => fault.line === line);
  return (
    <ScrollArea class="preview" label="Preview of the file">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              Line
            </th>
            {columns.map((column, at) => (
              <ColumnHead key={at} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.preview.map(({ line, cells }) => (
            <Row key={line} {...{ line, cells, columns }} faults={faultsOf(line)} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function ColumnHead({ column: { name, feature } }: { column: Column }) {
  const isRenamed = feature !== null && feature.name !== name;
  return (
    <th scope="col" class={classOf(feature, false)}>
      {name}
      {isRenamed ? <small>read as {feature.name}</small> : null}
      {feature === null ? <small>not used</small> : null}
    </th>
  );
}

interface RowProps {
  readonly line: number;
  readonly cells: readonly string[];
  readonly columns: readonly Column[];
  readonly faults: readonly Fault[];
}

function Row({ line, cells, columns, faults }: RowProps) {
  const whole = faults.find(({ column }) => column === undefined);
  return (
    <tr>
      <th scope="row" class="number">
        {line}
      </th>
      {whole ? (
        <td class="cell-bad" colSpan={columns.length}>
          {cells.join(', ')}
          <small class="why">{whole.detail}</small>
        </td>
      ) : (
        columns.map((column, at) => (
          <Cell key={at} text={cells[at] ?? ''} column={column} fault={faultOf(column, faults)} />
        ))
      )}
    </tr>
  );
}

function faultOf({ name }: Column, faults: readonly Fault[]): string | null {
  return faults.find(({ column }) => column === name)?.detail ?? null;
}

interface CellProps {
  readonly text: string;
  readonly column: Column;
  readonly fault: string | null;
}

function Cell({ text, column: { feature }, fault }: CellProps) {
  return (
    <td class={classOf(feature, fault !== null)}>
      {text === '' ? <i class="muted">empty</i> : text}
      {fault === null ? null : <small class="why">{fault}</small>}
    </td>
  );
}

function classOf(feature: Feature | null, isBad: boolean): string {
  const kind = feature === null ? 'muted' : isNumeric(feature) ? 'number' : '';
  return isBad ? `${kind} cell-bad` : kind;
}

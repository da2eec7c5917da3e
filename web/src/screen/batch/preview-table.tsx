import { ScrollArea } from '../../part/scroll-area.tsx';
import type { Column } from './column.plan.ts';
import type { FilePreview, PreviewCell, PreviewRow } from './file.preview.ts';

/** The first rows, with a mark on each cell that will be refused. */
export function PreviewTable({ preview: { columns, rows } }: { preview: FilePreview }) {
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
          {rows.map((row) => (
            <Row key={row.line} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function ColumnHead({ column: { name, feature, fault } }: { column: Column }) {
  const isRenamed = feature !== null && feature.name !== name;
  return (
    <th scope="col" class={classOf(feature, fault)}>
      {name}
      {isRenamed ? <small>read as {feature.name}</small> : null}
      {feature === null ? <small>not used</small> : null}
      {fault === null ? null : <small class="why">{fault}</small>}
    </th>
  );
}

function Row({
  row: { line, cells, fault },
  columns,
}: {
  row: PreviewRow;
  columns: readonly Column[];
}) {
  return (
    <tr>
      <th scope="row" class="number">
        {line}
      </th>
      {fault === null ? (
        cells.map((cell, at) => <Cell key={at} cell={cell} column={columns[at] as Column} />)
      ) : (
        <td class="cell-bad" colSpan={columns.length}>
          {cells.map(({ text }) => text).join(', ')}
          <small class="why">{fault}</small>
        </td>
      )}
    </tr>
  );
}

function Cell({
  cell: { text, fault },
  column: { feature },
}: {
  cell: PreviewCell;
  column: Column;
}) {
  return (
    <td class={classOf(feature, fault)}>
      {text === '' ? <i class="muted">empty</i> : text}
      {fault === null ? null : <small class="why">{fault}</small>}
    </td>
  );
}

function classOf(feature: Column['feature'], fault: string | null): string {
  const kind = feature === null ? 'muted' : feature.dtype === 'string' ? '' : 'number';
  return fault === null ? kind : `${kind} cell-bad`;
}

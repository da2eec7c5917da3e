import { headline, valueWords } from '../../answer/said.ts';
import type { Contract } from '../../api/client.ts';
import { ClassMark } from './class-mark.tsx';
import type { HistoryItem } from './history-feed.ts';
import { inputText, itemColour } from './item-class.ts';
import { type NumberColumn, numberCell } from './number-column.ts';
import { TimeStamp } from './time-stamp.tsx';

const SHORT = 6;
const FEW = 3;

interface HistoryRowProps {
  readonly item: HistoryItem;
  readonly contract: Contract;
  readonly column: NumberColumn | null;
  readonly href: string;
}

/** One prediction; its link covers the whole row. */
export function HistoryRow({ item, contract, column, href }: HistoryRowProps) {
  const { id, model, source, line } = item;
  const number = numberCell(item, column);
  return (
    <tr>
      <th scope="row">
        <a href={href} data-id={id}>
          <TimeStamp iso={item.createdAt} />
        </a>
      </th>
      <td class="inputs">
        <ShortList<unknown> of={item.inputs} most={SHORT} textOf={inputText} />
      </td>
      <td class="outcome">
        <Outcome item={item} contract={contract} />
        {column === null && number !== '' && ` ${number}`}
      </td>
      {column !== null && (
        <td class="number" data-head={column.measure.isShare ? undefined : column.head}>
          {number}
        </td>
      )}
      <td class="model">
        {model.name} v{model.version}
      </td>
      <td class="source">{source === 'batch' ? `batch, line ${line}` : 'single'}</td>
    </tr>
  );
}

function Outcome({ item, contract }: Pick<HistoryRowProps, 'item' | 'contract'>) {
  const { label, values, unit } = item;
  if (values !== undefined)
    return <ShortList of={values} most={FEW} textOf={(value) => valueWords(value, unit)} />;
  if (label === undefined) return <>{headline(item)}</>;
  return <ClassMark label={label} colour={itemColour(item, contract)} />;
}

interface ShortListProps<Value> {
  readonly of: Readonly<Record<string, Value>>;
  readonly most: number;
  readonly textOf: (value: Value) => string;
}

function ShortList<Value>({ of, most, textOf }: ShortListProps<Value>) {
  const all = Object.entries(of);
  return (
    <>
      {all.slice(0, most).map(([name, value]) => (
        <span key={name} class="pair">
          {name} <b>{textOf(value)}</b>
        </span>
      ))}
      {all.length > most ? <span class="pair">{all.length - most} more</span> : null}
    </>
  );
}

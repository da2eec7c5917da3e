import type { Contract } from '../../api/client.ts';
import { ClassMark } from './class-mark.tsx';
import type { HistoryItem } from './history-feed.ts';
import { confidenceText, inputText, itemColour, valueText } from './item-class.ts';
import { TimeStamp } from './time-stamp.tsx';

const SHORT = 6;

interface HistoryRowProps {
  readonly item: HistoryItem;
  readonly contract: Contract;
  readonly href: string;
}

/** One prediction; its link covers the whole row. */
export function HistoryRow({ item, contract, href }: HistoryRowProps) {
  const { id, label, model, source, line } = item;
  return (
    <tr>
      <th scope="row">
        <a href={href} data-id={id}>
          <TimeStamp iso={item.createdAt} />
        </a>
      </th>
      <td class="inputs">
        <ShortInputs inputs={item.inputs} />
      </td>
      <td class="outcome">
        {label === undefined ? (
          valueText(item)
        ) : (
          <ClassMark label={label} colour={itemColour(item, contract)} />
        )}
      </td>
      <td class="number">{confidenceText(item)}</td>
      <td class="model">
        {model.name} v{model.version}
      </td>
      <td class="source">{source === 'batch' ? `batch, line ${line}` : 'single'}</td>
    </tr>
  );
}

function ShortInputs({ inputs }: { inputs: HistoryItem['inputs'] }) {
  const all = Object.entries(inputs);
  return (
    <>
      {all.slice(0, SHORT).map(([name, value]) => (
        <span key={name}>
          {name} <b>{inputText(value)}</b>
        </span>
      ))}
      {all.length > SHORT ? <span>{all.length - SHORT} more</span> : null}
    </>
  );
}

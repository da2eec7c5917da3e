import { type Contract, featuresOf } from '../../api/client.ts';
import type { HistoryItem } from './history-feed.ts';

/** What was sent, to the last digit. */
export function InputsTable({ item, contract }: { item: HistoryItem; contract: Contract | null }) {
  const features = contract === null ? [] : featuresOf(contract);
  return (
    <table class="plain">
      <caption>Inputs</caption>
      <tbody>
        {Object.entries(item.inputs).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">
              {value === null ? <em class="muted">missing</em> : String(value)}
            </td>
            <td class="muted">{features.find((feature) => feature.name === name)?.unit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

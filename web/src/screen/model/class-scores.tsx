import { ScrollArea } from '../../part/scroll-area.tsx';
import { metricText, metricTitle } from './metric.text.ts';

interface ClassScoresProps {
  readonly scores: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/** Precision, recall and whatever else was measured for each class. */
export function ClassScores({ scores }: ClassScoresProps) {
  const keys = [...new Set([...scores.values()].flatMap((one) => Object.keys(one)))];
  return (
    <ScrollArea label="Quality by class">
      <table>
        <thead>
          <tr>
            <th scope="col">Class</th>
            {keys.map((key) => (
              <th scope="col" class="number">
                {metricTitle(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...scores].map(([name, one]) => (
            <tr>
              <th scope="row">{name}</th>
              {keys.map((key) => (
                <td class="number">{one[key] === undefined ? '' : metricText(key, one[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

import type { AnswerKind } from '../../answer/answer.kind.ts';
import { ScrollArea } from '../../part/scroll-area.tsx';
import { titled } from '../../part/title.text.ts';
import { metricText, metricTitle } from './metric.text.ts';

interface ClassScoresProps {
  /** What they are each of. */
  readonly noun: AnswerKind['noun'];
  readonly scores: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/** Precision, recall and whatever else was measured for each class, label or target. */
export function ClassScores({ noun, scores }: ClassScoresProps) {
  const keys = [...new Set([...scores.values()].flatMap((one) => Object.keys(one)))];
  return (
    <ScrollArea label={`Quality by ${noun}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{titled(noun)}</th>
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

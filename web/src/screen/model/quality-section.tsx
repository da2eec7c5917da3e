import { kindOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import { MOST_CLASSES } from '../../part/class.choice.ts';
import { ConfusionMatrix } from '../../part/confusion-matrix.tsx';
import { Fold } from '../../part/fold.tsx';
import { pluralOf } from './answer.text.ts';
import { ClassScores } from './class-scores.tsx';
import { metricMeaning, metricText, metricTitle } from './metric.text.ts';
import { NestedFacts } from './nested-facts.tsx';
import { qualityOf } from './quality.ts';

/** How good the model was when it was trained. */
export function QualitySection({ contract }: { contract: Contract }) {
  const { basis, figures, perName, confusion, rest } = qualityOf(contract);
  const { names, noun } = kindOf(contract);
  const isLong = names.length > MOST_CLASSES;
  const all = `All ${pluralOf(noun)}`;
  return (
    <section class="card quality" aria-labelledby="quality">
      <h2 id="quality">Quality</h2>
      <p class="muted">
        {contract.metrics === undefined
          ? 'The contract says nothing about it.'
          : `As its trainer measured it${basis === '' ? '' : ` on ${basis}`}.`}
      </p>
      <dl class="figures">
        {figures.map(([key, value]) => (
          <div key={key}>
            <dt>{metricTitle(key)}</dt>
            <dd class="figure">{metricText(key, value, contract.outputs.unit)}</dd>
            <dd class="muted">{metricMeaning(key)}</dd>
          </div>
        ))}
      </dl>
      <div class="columns">
        {perName === null ? null : (
          <div>
            <h3>By {noun}</h3>
            <Fold title={all} isFolded={isLong}>
              <ClassScores scores={perName} noun={noun} />
            </Fold>
          </div>
        )}
        {confusion === null ? null : (
          <div>
            <h3>Confusion matrix</h3>
            <Fold title={all} isFolded={isLong}>
              <ConfusionMatrix classes={names} counts={confusion} />
            </Fold>
          </div>
        )}
      </div>
      {Object.keys(rest).length === 0 ? null : <NestedFacts facts={rest} />}
    </section>
  );
}

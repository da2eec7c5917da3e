import '../../style/model.css';
import { featuresOf } from '../../api/client.ts';
import type { ScreenProps } from '../../state/screen.ts';
import { AnswerSection } from './answer-section.tsx';
import { CardSection } from './card-section.tsx';
import { FeatureSection } from './feature-section.tsx';
import { ModelHead } from './model-head.tsx';
import { NestedFacts } from './nested-facts.tsx';
import { QualitySection } from './quality-section.tsx';

/** All that is known of a model, from its contract and its card. */
export function ModelScreen({ contract }: ScreenProps) {
  const features = featuresOf(contract);
  return (
    <div class="model">
      <ModelHead contract={contract} />
      <QualitySection contract={contract} />
      <FeatureSection features={features} />
      <AnswerSection contract={contract} />
      <CardSection contract={contract} />
      {contract.provenance === undefined ? null : (
        <section class="card" aria-labelledby="provenance">
          <h2 id="provenance">Provenance</h2>
          <details>
            <summary>Data, seed and libraries</summary>
            <NestedFacts facts={contract.provenance} />
          </details>
        </section>
      )}
    </div>
  );
}

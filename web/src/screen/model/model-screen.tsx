import '../../style/model.css';
import { featuresOf } from '../../api/client.ts';
import type { ScreenProps } from '../../state/screen.ts';
import { AnswerSection } from './answer-section.tsx';
import { CardSection } from './card-section.tsx';
import { ModelHead } from './model-head.tsx';
import { NestedFacts } from './nested-facts.tsx';
import { QualitySection } from './quality-section.tsx';
import { SignatureTable } from './signature-table.tsx';
import { TrainingSection } from './training-section.tsx';

/** All that is known of a model, from its contract and its card. */
export function ModelScreen({ contract }: ScreenProps) {
  const features = featuresOf(contract);
  return (
    <div class="model">
      <ModelHead contract={contract} />
      <QualitySection contract={contract} />
      <section class="card" aria-labelledby="features">
        <h2 id="features">Features</h2>
        <SignatureTable features={features} />
      </section>
      <AnswerSection contract={contract} />
      <TrainingSection features={features} />
      <CardSection contract={contract} />
      {contract.provenance === undefined ? null : (
        <section class="card" aria-labelledby="provenance">
          <h2 id="provenance">Provenance</h2>
          <NestedFacts facts={contract.provenance} />
        </section>
      )}
    </div>
  );
}

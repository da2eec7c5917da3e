import type { Feature } from '../../api/client.ts';
import { trainingText } from './feature.text.ts';
import { TrainingPicture } from './training-picture.tsx';

/** What each feature looked like in training, so that one sees what the model can know. */
export function TrainingSection({ features }: { features: readonly Feature[] }) {
  const trained = features.filter(({ training }) => training !== undefined);
  return (
    <section class="card" aria-labelledby="training">
      <h2 id="training">Training data</h2>
      <p class="muted">
        {trained.length === 0
          ? 'The contract says nothing about it.'
          : 'How often which values were seen; the line marks the mean. Answers to values far from these are guesses.'}
      </p>
      <div class="pictures">
        {trained.map((feature) => (
          <article key={feature.name}>
            <h3>{feature.name}</h3>
            <p class="muted">{trainingText(feature)}</p>
            <TrainingPicture feature={feature} />
          </article>
        ))}
      </div>
    </section>
  );
}

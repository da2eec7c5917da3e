import type { ComponentChildren } from 'preact';
import type { Feature } from '../../api/client.ts';
import { CategoryList } from './category-list.tsx';
import { demandText, limitText, trainingText } from './feature.text.ts';
import { TrainingPicture } from './training-picture.tsx';

/** One feature: what it must be, and what it was like in training. */
export function FeatureArticle({ feature }: { feature: Feature }) {
  const { name, dtype, unit, description, categories, aliases = [], training } = feature;
  const { openCategories } = feature;
  return (
    <article>
      <h3>
        <code>{name}</code>
      </h3>
      {description && <p>{description}</p>}
      <dl>
        <Fact name="Type">{unit ? `${dtype}, ${unit}` : dtype}</Fact>
        <Fact name="Needed">{demandText(feature)}</Fact>
        <Fact name="Allowed">
          {categories ? <CategoryList names={categories.map(String)} /> : limitText(feature)}
          {openCategories && ', or any other'}
        </Fact>
        {training && <Fact name="In training">{trainingText(feature)}</Fact>}
        {aliases.length > 0 && <Fact name="In files also">{aliases.join(', ')}</Fact>}
      </dl>
      <TrainingPicture feature={feature} />
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

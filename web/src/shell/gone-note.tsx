import type { models, refused } from '../state/model.ts';
import { hashOf, route } from '../state/route.ts';

interface GoneNoteProps {
  readonly model: string;
  readonly version: string | undefined;
  readonly served: typeof models.value;
  readonly refused: typeof refused.value;
}

/** What a link names is not served; the link stays, and works again when it is. */
export function GoneNote({ model, version, served, refused }: GoneNoteProps) {
  const { screen, params } = route.value;
  const why = refused?.find((one) => one.name === model && one.version === (version ?? null));
  const others = served.filter(({ name }) => name === model);
  const { model: _, version: __, ...place } = screen === 'history' ? params : {};
  return (
    <div class="note warn" role="alert">
      <h1>{version === undefined ? model : `${model} v${version}`} is gone</h1>
      <p>
        {why?.reason ?? 'The link names a model that is not served here any more, or not to you.'}{' '}
        It is shown as soon as it is there. Until then:
      </p>
      <p class="row">
        {(others.length > 0 ? others : served).map((one) => (
          <a
            key={`${one.name}/${one.version}`}
            href={hashOf({
              screen,
              params: {
                ...(others.length > 0 && params),
                model: one.name,
                version: one.version,
              },
            })}
          >
            {one.name} v{one.version}
          </a>
        ))}
        <a href={hashOf({ screen: 'history', params: { ...place, all: '1' } })}>
          Predictions of all models
        </a>
      </p>
    </div>
  );
}

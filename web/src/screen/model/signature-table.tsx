import type { Feature } from '../../api/client.ts';
import { ScrollArea } from '../../part/scroll-area.tsx';
import { CategoryList } from './category-list.tsx';
import { demandText, limitText, trainedText } from './feature.text.ts';

/** What the model takes, feature by feature. */
export function SignatureTable({ features }: { features: readonly Feature[] }) {
  const hasUnits = features.some(({ unit }) => unit);
  const hasAliases = features.some(({ aliases = [] }) => aliases.length > 0);
  return (
    <ScrollArea label="Table of features">
      <table class="signature">
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Type</th>
            {hasUnits ? <th scope="col">Unit</th> : null}
            <th scope="col">Needed</th>
            <th scope="col">Allowed</th>
            <th scope="col">In training</th>
            {hasAliases ? <th scope="col">Other names in files</th> : null}
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <tr>
              <th scope="row">
                <code>{feature.name}</code>
                {feature.description ? <small>{feature.description}</small> : null}
              </th>
              <td>{feature.dtype}</td>
              {hasUnits ? <td>{feature.unit ?? ''}</td> : null}
              <td>{demandText(feature)}</td>
              <td>
                {feature.categories ? (
                  <CategoryList names={feature.categories} />
                ) : (
                  limitText(feature)
                )}
              </td>
              <td>{trainedText(feature)}</td>
              {hasAliases ? <td class="aliases">{feature.aliases?.join(', ') ?? ''}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

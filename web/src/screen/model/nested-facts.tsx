import type { ComponentChildren } from 'preact';
import { numberText } from '../../part/number.text.ts';
import { isRecord } from './quality.ts';

/** Whatever a trainer wrote down, as a list of names and values; lists in lists as deep as it goes. */
export function NestedFacts({ facts }: { facts: Readonly<Record<string, unknown>> }) {
  return (
    <dl class="facts">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function shown(value: unknown): ComponentChildren {
  if (isRecord(value)) return <NestedFacts facts={value} />;
  if (Array.isArray(value)) {
    if (!value.some((one) => typeof one === 'object')) return value.map(text).join(', ');
    return (
      <ul>
        {value.map((one) => (
          <li>{shown(one)}</li>
        ))}
      </ul>
    );
  }
  return text(value);
}

/** Whole numbers as they are: a seed has no thousands. */
function text(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return numberText(value);
  return value === null ? 'none' : String(value);
}

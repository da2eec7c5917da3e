import { isNumber, typedText } from '../../part/number.sign.ts';
import { shareText } from '../../part/number.text.ts';
import { hashOf, route } from '../../state/route.ts';
import { FEATURE, featureFilters, withParams } from './history-filter.ts';

/** Filters that the bar does not show, each with a link that takes it away. */
export function FilterChips() {
  const { params } = route.value;
  const { confidenceFrom = '', confidenceTo = '' } = params;
  const confidence = confidenceFrom || confidenceTo;
  const chips: [string, string, Record<string, string>][] = featureFilters(params).map(
    ([name, value]) => [name, `${name.slice(FEATURE.length)} ${rangeText(value)}`, { [name]: '' }],
  );
  if (confidence) {
    const [low, high] = [confidenceFrom, confidenceTo].map((end) => end && shareText(Number(end)));
    const text = `Confidence ${endsText(low ?? '', high ?? '')}`;
    chips.push(['confidence', text, { confidenceFrom: '', confidenceTo: '' }]);
  }
  if (chips.length === 0) return null;
  return (
    <ul class="row filter-chips" aria-label="Filters of values">
      {chips.map(([key, text, without]) => (
        <li key={key}>
          {text}{' '}
          <a
            href={hashOf({ screen: 'history', params: withParams(params, without) })}
            aria-label={`Remove ${text}`}
          >
            Remove
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A range as the API has it, in words; all else is the value itself. */
function rangeText(value: string): string {
  const [low, high, rest] = value.split('..');
  const isRange = high !== undefined && rest === undefined && !value.startsWith('"');
  return isRange ? endsText(endText(low ?? ''), endText(high)) : `is ${value}`;
}

/** A time stays as it is. */
const endText = (end: string) => (isNumber(end) ? typedText(end) : end);

function endsText(low: string, high: string): string {
  if (low === '') return `at most ${high}`;
  return high === '' ? `at least ${low}` : `${low} – ${high}`;
}

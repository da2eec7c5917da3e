import type { ApiProblem, Fault, Feature } from '../../api/client.ts';
import { limitWords } from './feature.value.ts';

/** What a refusal says of features, by their names; faults of anything else are not in it. */
export function faultsByFeature(
  features: readonly Feature[],
  { errors }: Pick<ApiProblem, 'errors'>,
): ReadonlyMap<string, string> {
  const byPointer = new Map(features.map((feature) => [pointerOf(feature), feature]));
  const faults = new Map<string, string>();
  for (const fault of errors) {
    const feature = byPointer.get(fault.pointer ?? '');
    if (feature !== undefined) faults.set(feature.name, wordsOf(feature, fault));
  }
  return faults;
}

/** JSON pointer of a feature in the body (RFC 6901). */
function pointerOf({ name }: Feature): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function wordsOf(feature: Feature, { code, detail }: Fault): string {
  const limits = code === 'out_of_hard_range' ? limitWords(feature) : undefined;
  return limits ?? detail.charAt(0).toUpperCase() + detail.slice(1);
}

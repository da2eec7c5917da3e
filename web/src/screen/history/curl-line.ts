import { type Contract, featuresOf } from '../../api/client.ts';

/** A command that makes a prediction of this model, with its first example. */
export function curlLine(contract: Contract): string {
  const { name: model, version, examples } = contract;
  const inputs =
    examples?.[0]?.inputs ??
    Object.fromEntries(featuresOf(contract).map(({ name, example }) => [name, example ?? null]));
  const query = new URLSearchParams({ model, version });
  const body = JSON.stringify(inputs).replaceAll("'", "'\\''");
  return `curl '${location.origin}/predict?${query}' -H 'content-type: application/json' -d '${body}'`;
}

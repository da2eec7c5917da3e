import { type Contract, featuresOf } from '../../api/client.ts';

/**
 * A command that makes a prediction of this model, with its first example.
 * @param isKeyed whether the service asks for a key; the command takes it from the environment
 */
export function curlLine(contract: Contract, isKeyed: boolean): string {
  const { name: model, version, examples } = contract;
  const inputs =
    examples?.[0]?.inputs ??
    Object.fromEntries(featuresOf(contract).map(({ name, example }) => [name, example ?? null]));
  const query = new URLSearchParams({ model, version });
  const body = JSON.stringify(inputs).replaceAll("'", "'\\''");
  const key = isKeyed ? ' -H "Authorization: Bearer $TABSERVE_KEY"' : '';
  return `curl '${location.origin}/predict?${query}'${key} -H 'content-type: application/json' -d '${body}'`;
}

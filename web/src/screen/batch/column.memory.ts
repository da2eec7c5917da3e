import { type Contract, featuresOf } from '../../api/client.ts';

const ITEM = 'tabserve-columns';

/** Headers by feature. */
export type Headers = Readonly<Record<string, string>>;

/** Which columns were chosen for the features of a model before; another version may have the same. */
export function rememberedColumns(contract: Contract): Headers {
  return all()[keyOf(contract)] ?? {};
}

/** Keeps a choice in this browser for the next file; null takes it back. */
export function rememberColumn(contract: Contract, feature: string, header: string | null): void {
  const { [feature]: _, ...others } = rememberedColumns(contract);
  const chosen = header === null ? others : { ...others, [feature]: header };
  localStorage.setItem(ITEM, JSON.stringify({ ...all(), [keyOf(contract)]: chosen }));
}

function all(): Record<string, Headers> {
  try {
    return JSON.parse(localStorage.getItem(ITEM) ?? '{}');
  } catch {
    return {};
  }
}

function keyOf(contract: Contract): string {
  return JSON.stringify([contract.name, ...featuresOf(contract).map(({ name }) => name)]);
}

import { computed, effect, signal, untracked } from '@preact/signals';
import {
  ApiProblem,
  api,
  type Contract,
  dataOf,
  type Schemas,
  type ServedModel,
} from '../api/client.ts';
import { access, may } from './access.ts';
import { go, route } from './route.ts';

/** When to look again where there was nothing. */
const AGAIN_MS = 5_000;

export const models = signal<readonly ServedModel[]>([]);
/** What is not served, and why; null until the service said so. */
export const refused = signal<readonly Schemas['RefusedModelDto'][] | null>(null);
/** How large a file the service takes; null until it said so. */
export const limits = signal<Schemas['LimitsDto'] | null>(null);
/** Why there are no models to show; null when there is no fault. */
export const modelsProblem = signal<ApiProblem | null>(null);

/** The model that the URL names, else the default one. */
export const selected = computed(() => {
  const { model, version } = route.value.params;
  const named = models.value.filter(({ name }) => name === model);
  return (
    named.find((one) => one.version === version) ??
    named.at(-1) ??
    models.value.find((one) => one.default) ??
    models.value[0]
  );
});

/** Contracts that were read, by name and version. */
const contracts = signal<ReadonlyMap<string, Contract>>(new Map());

/** The contract of the selected model; null until it is read. */
export const contract = computed(
  () => (selected.value && contracts.value.get(keyOf(selected.value))) ?? null,
);

async function loadModels(): Promise<void> {
  try {
    const answer = await dataOf(api.GET('/models'));
    limits.value = answer.limits;
    models.value = answer.items;
    refused.value = answer.refused;
    modelsProblem.value = null;
    // One may be on its way.
    if (answer.items.length === 0) setTimeout(loadModels, AGAIN_MS);
  } catch (error) {
    modelsProblem.value = error as ApiProblem;
  }
}

/** Who may read models, in words: another caller may read others. */
const reader = computed(() => (may('models:read') ? JSON.stringify(access.value) : null));

effect(() => {
  if (reader.value !== null) untracked(() => void loadModels());
});

/** Two models may be the same graph under different contracts, so a digest is no key. */
function keyOf({ name, version }: Pick<ServedModel, 'name' | 'version'>): string {
  return `${name}/${version}`;
}

/** Shows another model on the same screen; what was typed for the one before does not fit it. */
export function select({ name, version }: Pick<ServedModel, 'name' | 'version'>): void {
  go(route.value.screen, { model: name, version });
}

effect(() => {
  const wanted = selected.value;
  if (wanted === undefined || contracts.peek().has(keyOf(wanted))) return;
  const { name, version } = wanted;
  const path = { name, version };
  dataOf(api.GET('/models/{name}/versions/{version}', { params: { path } }))
    .then((read) => {
      contracts.value = new Map(contracts.peek()).set(keyOf(wanted), read);
    })
    .catch((error) => {
      modelsProblem.value =
        error instanceof ApiProblem ? error : new ApiProblem(0, 'internal', String(error));
    });
});

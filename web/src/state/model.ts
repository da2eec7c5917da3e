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
import { tries } from './health.ts';
import { go, type Route, route } from './route.ts';

/** When to look again where there was nothing. */
const AGAIN_MS = 5_000;
let again: ReturnType<typeof setTimeout> | undefined;

export const models = signal<readonly ServedModel[]>([]);
/** What is not served, and why; null until the service said so. */
export const refused = signal<readonly Schemas['RefusedModelDto'][] | null>(null);
/** How large a file the service takes; null until it said so. */
export const limits = signal<Schemas['LimitsDto'] | null>(null);
/** Why there are no models to show; null when there is no fault. */
export const modelsProblem = signal<ApiProblem | null>(null);

/** What the URL names although it is not served; null else. The URL stays as it is. */
export const gone = computed(() => {
  const { model, version } = route.value.params;
  const isServed = models.value.some(
    (one) => one.name === model && (version === undefined || one.version === version),
  );
  return model === undefined || models.value.length === 0 || isServed ? null : { model, version };
});

/** The model that the URL names, else the default one; none where what it names is gone. */
export const selected = computed(() => {
  if (gone.value !== null) return undefined;
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

export async function loadModels(): Promise<void> {
  try {
    const answer = await dataOf(api.GET('/models'));
    limits.value = answer.limits;
    models.value = answer.items;
    refused.value = answer.refused;
    modelsProblem.value = null;
  } catch (error) {
    // What is shown already stays: it is tried again.
    if (models.peek().length === 0) modelsProblem.value = error as ApiProblem;
  }
}

/** Who may read models, in words: another caller may read others. */
const reader = computed(() => (may('models:read') ? JSON.stringify(access.value) : null));

/** Anew after the service was away as well: it may serve others. */
effect(() => {
  void tries.value;
  if (reader.value !== null) untracked(() => void loadModels());
});

/** One that is missing may be on its way. */
effect(() => {
  clearTimeout(again);
  const isEmpty = models.value.length === 0 && refused.value !== null;
  if (isEmpty || gone.value !== null) again = setTimeout(loadModels, AGAIN_MS);
});

/** Two models may be the same graph under different contracts, so a digest alone is no key. */
function keyOf({ name, version, digest }: Pick<ServedModel, 'name' | 'version' | 'digest'>) {
  return `${name}/${version}/${digest}`;
}

/**
 * Shows another model on the same screen. What was typed and filtered for one version stays for
 * another; it does not fit another model.
 */
export function select({ name, version }: Pick<ServedModel, 'name' | 'version'>): void {
  const { screen, params } = route.value;
  const isVersion = (params.model ?? selected.value?.name) === name;
  go(screen, { ...(isVersion ? withoutPlace(params) : {}), model: name, version });
}

/** Params but for those of one prediction or file. */
function withoutPlace({ id, batchId, ...params }: Route['params']): Route['params'] {
  return params;
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
      // It has gone since the list was read.
      if (error.status === 404) return void loadModels();
      modelsProblem.value =
        error instanceof ApiProblem ? error : new ApiProblem(0, 'internal', String(error));
    });
});

import { batch, computed, effect, signal } from '@preact/signals';
import { type ApiProblem, api, dataOf, type Schemas } from '../api/client.ts';
import { headersOf, keepKey } from '../api/key.ts';
import { question } from '../api/keyed.call.ts';
import { tries } from './health.ts';
import { go, SCREENS, type Screen } from './route.ts';

/** What the screens need of the scopes that a key may have. */
export type Scope = 'predict' | 'history:read' | 'models:read';

/** Who the service takes this tab for, and what it may. */
export type Access = Schemas['AccessDto'];

const SCOPE_OF: Readonly<Record<Screen, Scope>> = {
  try: 'predict',
  batch: 'predict',
  history: 'history:read',
  model: 'models:read',
};

/** Null until the service said so. */
export const access = signal<Access | null>(null);
/** Why it cannot be said; null when there is no fault. */
export const accessProblem = signal<ApiProblem | null>(null);

/** Whether calls need a key, as those of others will. */
export const isKeyed = computed(() => access.value?.access === 'required');

/** Screens that this tab may use, as far as is known; none while it waits for its first key. */
export const screens = computed(() =>
  access.value === null
    ? SCREENS.filter(() => question.value === null)
    : SCREENS.filter((screen) => missingFor(screen) === null),
);

export function may(scope: Scope): boolean {
  return access.value?.scopes.includes(scope) ?? false;
}

/** The scope that a screen lacks; null when it has all. Each is made from the contract of a model. */
export function missingFor(screen: Screen): Scope | null {
  return (['models:read', SCOPE_OF[screen]] as const).find((scope) => !may(scope)) ?? null;
}

/** Asks the service, and whoever looks for a key when it wants one. */
async function loadAccess(): Promise<void> {
  try {
    take(await dataOf(api.GET('/access')));
    accessProblem.value = null;
  } catch (error) {
    accessProblem.value = error as ApiProblem;
  }
}

/** Asks until the service said who this is. */
export function watchAccess(): void {
  effect(() => {
    void tries.value;
    if (access.peek() === null) void loadAccess();
  });
}

/** Tries a key, and has all that waits for one go on with it. @throws ApiProblem */
export async function tryKey(text: string): Promise<void> {
  const headers = headersOf(text);
  const read = await dataOf(api.GET('/access', { headers, fetch }));
  batch(() => {
    keepKey(text);
    take(read);
    question.value?.end(true);
  });
}

function take(read: Access): void {
  access.value = read;
  // Without a place in the URL the page starts where the key may go.
  const [first] = screens.value;
  if (location.hash === '' && first !== undefined && first !== SCREENS[0]) go(first, {}, true);
}

import { computed, signal } from '@preact/signals';

export const SCREENS = ['try', 'batch', 'history', 'model'] as const;
export type Screen = (typeof SCREENS)[number];

/** A place in the page: `#/history?label=setosa`. It is in the URL, so a link reproduces it. */
export interface Route {
  readonly screen: Screen;
  readonly params: Readonly<Record<string, string>>;
}

const current = signal(parse(location.hash));
addEventListener('hashchange', () => {
  current.value = parse(location.hash);
});

export const route = computed(() => current.value);

/** Goes to a place; `replace` leaves no step for the back button. */
export function go(screen: Screen, params: Route['params'], replace = false): void {
  const hash = hashOf({ screen, params });
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  current.value = parse(hash);
}

/** The link of a place. */
export function hashOf({ screen, params }: Route): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query === '' ? '' : `?${query}`}`;
}

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const screen = SCREENS.find((known) => known === path) ?? 'try';
  return { screen, params: Object.fromEntries(new URLSearchParams(query)) };
}

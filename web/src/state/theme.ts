import { effect, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'tabserve-theme';

export const theme = signal<Theme>(
  THEMES.find((known) => known === localStorage.getItem(KEY)) ?? 'system',
);

/** Pico follows the system unless the root says otherwise. */
effect(() => {
  if (theme.value === 'system') {
    document.documentElement.removeAttribute('data-theme');
    localStorage.removeItem(KEY);
  } else {
    document.documentElement.setAttribute('data-theme', theme.value);
    localStorage.setItem(KEY, theme.value);
  }
});

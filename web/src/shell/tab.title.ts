import { effect } from '@preact/signals';
import { selected } from '../state/model.ts';
import { route } from '../state/route.ts';
import { TITLES } from './screen.titles.ts';

/** Has the tab say which screen of which model it shows, so that two tabs can be told apart. */
export function nameTab(): void {
  effect(() => {
    const model = selected.value;
    const shown = model && `${model.title ?? model.name} v${model.version}`;
    document.title = [TITLES[route.value.screen], shown, 'Tabserve'].filter(Boolean).join(' · ');
  });
}

import { type Scope, screens } from '../state/access.ts';
import { hashOf } from '../state/route.ts';
import { TITLES } from './screen.titles.ts';

/** What a key without a scope may not do, and what of the page needs it. */
const WORDS: Readonly<Record<Scope, readonly [deed: string, need: string]>> = {
  'models:read': ['read models', 'Every screen of this page is made from the contract of a model.'],
  'history:read': ['look into the history', 'The History screen lists what was predicted.'],
  predict: ['predict', 'The screens Try and Batch ask a model for answers.'],
};

/** Why a place in the page is not shown, and whom to ask for what. */
export function MissingScopeNote({ scope }: { scope: Scope }) {
  const [deed, need] = WORDS[scope];
  return (
    <div class="note warn">
      <h1>This key may not {deed}</h1>
      <p>
        {need} Ask whoever gave you the key for one that has the scope <code>{scope}</code> as well.
      </p>
      {screens.value.length > 0 && (
        <p class="row">
          It may use:
          {screens.value.map((screen) => (
            <a key={screen} href={hashOf({ screen, params: {} })}>
              {TITLES[screen]}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}

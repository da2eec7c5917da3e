import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Contract } from '../../api/client.ts';
import { CodeBlock } from '../../part/code-block.tsx';
import { isKeyed } from '../../state/access.ts';
import { LANGUAGES, type Language, snippetOf } from './snippet.ts';
import type { TryForm } from './try.form.ts';

/** The same question as code. */
export function CodeCard({ form, contract }: { form: TryForm; contract: Contract }) {
  const language = useSignal<Language>('curl');
  const id = useId();
  const { row, faults } = form.reading.value;
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>The same by code</h2>
      <LanguageTabs id={id} chosen={language.value} onChoose={(one) => (language.value = one)} />
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${language.value}`}>
        {faults.size > 0 ? (
          <p class="note">
            The code is here again when {[...faults.keys()].join(', ')} can be read.
          </p>
        ) : (
          <CodeBlock
            label={`${language.value} for the present values`}
            code={snippetOf(language.value, contract, row, isKeyed.value)}
          />
        )}
      </div>
      <small>
        It records its prediction; add &amp;record=false to the address to only look.
        {isKeyed.value && ' The key is taken from the environment variable TABSERVE_KEY.'}
      </small>
    </section>
  );
}

interface LanguageTabsProps {
  readonly id: string;
  readonly chosen: Language;
  readonly onChoose: (language: Language) => void;
}

function LanguageTabs({ id, chosen, onChoose }: LanguageTabsProps) {
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: LANGUAGES.length - 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = LANGUAGES[(LANGUAGES.indexOf(chosen) + by) % LANGUAGES.length] as Language;
    onChoose(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div class="languages row" role="tablist" aria-label="Language" onKeyDown={move}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`${id}-${one}`}
          class="small outline"
          aria-selected={one === chosen}
          aria-controls={`${id}-panel`}
          tabIndex={one === chosen ? 0 : -1}
          onClick={() => onChoose(one)}
        >
          {one}
        </button>
      ))}
    </div>
  );
}

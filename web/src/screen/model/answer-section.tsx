import { kindOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import { MOST_CLASSES } from '../../part/class.choice.ts';
import { classColour } from '../../part/class.colour.ts';
import { Fold } from '../../part/fold.tsx';
import { kindText, pluralOf } from './answer.text.ts';

/** What the model answers with. */
export function AnswerSection({ contract }: { contract: Contract }) {
  const kind = kindOf(contract);
  const { member, names, noun } = kind;
  const [before, after] = kindText(kind);
  return (
    <section class="card" aria-labelledby="answer">
      <h2 id="answer">Answer</h2>
      <p>
        {before} <code>{member}</code> of an answer{after}
      </p>
      {names.length > 0 && (
        <Fold title={`All ${pluralOf(noun)}`} isFolded={names.length > MOST_CLASSES}>
          <ul class="classes">
            {names.map((name, at) => (
              <li key={name}>
                {member !== 'values' && (
                  <svg viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="5" fill={classColour(at)} />
                  </svg>
                )}
                {name}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </section>
  );
}

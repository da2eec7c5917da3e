import { type Contract, classesOf } from '../../api/client.ts';
import { MOST_CLASSES } from '../../part/class.choice.ts';
import { classColour } from '../../part/class.colour.ts';
import { Fold } from '../../part/fold.tsx';
import { countText } from '../../part/number.text.ts';

/** What the model answers with. */
export function AnswerSection({ contract }: { contract: Contract }) {
  const classes = classesOf(contract);
  return (
    <section class="card" aria-labelledby="answer">
      <h2 id="answer">Answer</h2>
      {classes === null ? (
        <p>
          A number{contract.outputs.unit ? <> in {contract.outputs.unit}</> : null}, the{' '}
          <code>value</code> of an answer.
        </p>
      ) : (
        <>
          <p>
            One of {countText(classes.length)} classes, the <code>label</code> of an answer, with
            the probability of each.
          </p>
          <Fold title="All classes" isFolded={classes.length > MOST_CLASSES}>
            <ul class="classes">
              {classes.map((name, at) => (
                <li key={name}>
                  <svg viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="5" fill={classColour(at)} />
                  </svg>
                  {name}
                </li>
              ))}
            </ul>
          </Fold>
        </>
      )}
    </section>
  );
}

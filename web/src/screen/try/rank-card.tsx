import type { Contract } from '../../api/client.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { numberText, shareText } from '../../part/number.text.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { type Rank, type RankPlan, rankOf } from './feature.rank.ts';
import type { FormSweep } from './form.sweep.ts';
import type { Answered } from './row.plan.ts';
import { sweepableOf } from './sweep.plan.ts';
import type { TryForm } from './try.form.ts';

/** More than these are of no use; the features that do little come last. */
const MOST = 8;
/** What moves an answer by less than this share is not said to matter. */
const LEAST = 0.001;

interface RankCardProps {
  readonly form: TryForm;
  readonly ranking: FormSweep<RankPlan>;
  readonly contract: Contract;
}

/** Which feature moves this answer most, when it alone changes. */
export function RankCard({ form, ranking, contract }: RankCardProps) {
  const { sweep, isStale, isHeavy, problem } = ranking;
  if (form.live.isRecordingRequired.value || sweepableOf(form.features).length === 0) return null;
  return (
    <section class="card" aria-labelledby="rank">
      <h2 id="rank">What matters here</h2>
      {problem.value && <ProblemNote problem={problem.value} />}
      {!sweep.value && !isStale.value && <p aria-busy="true">Trying each feature</p>}
      {sweep.value && (
        <div class={isStale.value ? 'dimmed' : undefined}>
          <Ranks sweep={sweep.value} contract={contract} />
        </div>
      )}
      {isStale.value && (
        <p class="muted state">
          {sweep.value ? 'Of the values before.' : 'There is no ranking yet.'}
        </p>
      )}
      {isHeavy.value && isStale.value && (
        <p>
          <button type="button" class="outline small" onClick={() => ranking.run(true)}>
            Rank the features
          </button>
        </p>
      )}
    </section>
  );
}

function Ranks({ sweep, contract }: { sweep: Answered<RankPlan>; contract: Contract }) {
  const ranks = rankOf(sweep);
  const label = sweep.answers[0]?.label;
  const [first] = ranks;
  const most = first === undefined ? 0 : first.high - first.low;
  const size = label === undefined ? Math.max(Math.abs(first?.high ?? 0), most) : 1;
  if (first === undefined || most <= LEAST * size)
    return <p>No feature alone changes this answer within its training range.</p>;
  const text = label === undefined ? numberText : shareText;
  const rangeText = ({ low, high }: Rank) => `${text(low)} – ${text(high)}`;
  const said = label === undefined ? 'the prediction' : `the probability of ${label}`;
  return (
    <>
      <p>
        <strong>{first.name}</strong> matters most for this answer: alone it takes {said} from{' '}
        {text(first.low)} to {text(first.high)}
        {contract.outputs.unit ? ` ${contract.outputs.unit}` : ''}.
      </p>
      <BarChart
        caption="How far each feature alone moves the answer"
        bars={ranks.slice(0, MOST).map((rank) => ({
          label: rank.name,
          share: (rank.high - rank.low) / (label === undefined ? most : 1),
          text: rangeText(rank),
          colour: 'var(--accent)',
        }))}
      />
      <p class="muted state">
        {ranks.length > MOST && `The first ${MOST} of ${ranks.length}. `}
        Each goes through its training range while the others stay: a sensitivity of this answer,
        not an explanation of it.
      </p>
    </>
  );
}

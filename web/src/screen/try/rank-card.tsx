import type { AnswerKind, Track } from '../../answer/answer.kind.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { shareText } from '../../part/number.text.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { type Rank, type RankPlan, rankOf } from './feature.rank.ts';
import type { FormSweep } from './form.sweep.ts';
import { followedTrack } from './output.track.ts';
import { OutputChoice } from './output-choice.tsx';
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
}

/** Which feature moves this answer most, when it alone changes. */
export function RankCard({ form, ranking }: RankCardProps) {
  const { sweep, isStale, isHeavy, problem } = ranking;
  if (form.live.isRecordingRequired.value || sweepableOf(form.features).length === 0) return null;
  return (
    <section class="card what-if" aria-labelledby="rank">
      <div class="row">
        <h2 id="rank">What matters here</h2>
        <OutputChoice form={form} />
      </div>
      {problem.value && <ProblemNote problem={problem.value} />}
      {!sweep.value && !isStale.value && <p aria-busy="true">Trying each feature</p>}
      {sweep.value && (
        <div class={isStale.value ? 'dimmed' : undefined}>
          <Ranks sweep={sweep.value} kind={form.kind} output={form.output.value} />
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

interface RanksProps {
  readonly sweep: Answered<RankPlan>;
  readonly kind: AnswerKind;
  readonly output: string;
}

function Ranks({ sweep, kind, output }: RanksProps) {
  const track = followedTrack(kind, sweep.answers[0] ?? {}, output);
  const ranks = rankOf(sweep, track);
  const isShare = track === null || kind.measure?.isShare === true;
  const [first] = ranks;
  const most = first === undefined ? 0 : first.high - first.low;
  const size = isShare ? 1 : Math.max(Math.abs(first?.high ?? 0), most);
  if (first === undefined || most <= LEAST * size)
    return <p>No feature alone changes this answer within its training range.</p>;
  const text = kind.measure?.text ?? shareText;
  const rangeText = ({ low, high }: Rank) =>
    track === null ? shareText(high) : `${text(low)} – ${text(high)}`;
  return (
    <>
      <p>
        <strong>{first.name}</strong> matters most for this answer: alone it{' '}
        {track === null
          ? `changes it in ${shareText(first.high)} of its training range.`
          : movedWords(track, text(first.low), text(first.high), kind.unit)}
      </p>
      <BarChart
        caption="How far each feature alone moves the answer"
        bars={ranks.slice(0, MOST).map((rank) => ({
          label: rank.name,
          share: (rank.high - rank.low) / (isShare ? 1 : most),
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

function movedWords({ words }: Track, low: string, high: string, unit: string | undefined) {
  return `takes ${words} from ${low} to ${high}${unit ? ` ${unit}` : ''}.`;
}

import type { ComponentType } from 'preact';
import { question } from './api/keyed.call.ts';
import { ProblemNote } from './part/problem-note.tsx';
import { BatchScreen } from './screen/batch/batch-screen.tsx';
import { HistoryScreen } from './screen/history/history-screen.tsx';
import { ModelScreen } from './screen/model/model-screen.tsx';
import { TryScreen } from './screen/try/try-screen.tsx';
import { GoneNote } from './shell/gone-note.tsx';
import { KeyDialog } from './shell/key-dialog.tsx';
import { KeyPage } from './shell/key-page.tsx';
import { MissingScopeNote } from './shell/missing-scope-note.tsx';
import { NoModelNote } from './shell/no-model-note.tsx';
import { PageHeader } from './shell/page-header.tsx';
import { access, accessProblem, missingFor } from './state/access.ts';
import { contract, gone, models, modelsProblem, refused } from './state/model.ts';
import { route, type Screen } from './state/route.ts';
import type { ScreenProps } from './state/screen.ts';
import { status } from './state/status.ts';

/** Every screen is given the contract of the selected model. */
const SCREEN_OF: Readonly<Record<Screen, ComponentType<ScreenProps>>> = {
  try: TryScreen,
  batch: BatchScreen,
  history: HistoryScreen,
  model: ModelScreen,
};

export function App() {
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        Skip to the content
      </button>
      <PageHeader />
      <main id="main" tabIndex={-1}>
        <Content />
      </main>
      {access.value !== null && question.value !== null && <KeyDialog {...question.value} />}
      <p class="visually-hidden" role="status" aria-live="polite">
        {status}
      </p>
    </>
  );
}

function Content() {
  const { screen } = route.value;
  if (accessProblem.value !== null) return <ProblemNote problem={accessProblem.value} />;
  if (access.value === null)
    return question.value === null ? <Busy /> : <KeyPage detail={question.value.detail} />;
  const missing = missingFor(screen);
  return missing === null ? <ScreenOf screen={screen} /> : <MissingScopeNote scope={missing} />;
}

function ScreenOf({ screen }: { screen: Screen }) {
  const shown = contract.value;
  if (modelsProblem.value !== null) return <ProblemNote problem={modelsProblem.value} />;
  if (models.value.length === 0 && refused.value !== null)
    return <NoModelNote refused={refused.value} />;
  if (gone.value !== null)
    return <GoneNote {...gone.value} served={models.value} refused={refused.value} />;
  if (shown === null) return <Busy />;
  const Shown = SCREEN_OF[screen];
  // Another model is another form: nothing of the one before stays.
  return <Shown key={`${shown.name}/${shown.version}/${shown.digest}`} contract={shown} />;
}

function Busy() {
  return (
    <p aria-busy="true">
      {models.value.length === 0 ? 'Looking for models' : 'Reading the contract'}
    </p>
  );
}

/** The hash of the URL is the route, so this is no link. */
function skip(): void {
  document.getElementById('main')?.focus();
}

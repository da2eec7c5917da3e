import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { announce } from '../../state/status.ts';
import type { HistoryFeed } from './history-feed.ts';

const EVERY_MS = 10_000;

/** Reads the list anew; says so when there is a reason to, looking while the page is visible. */
export function NewerButton({ feed, onRefresh }: { feed: HistoryFeed; onRefresh: () => void }) {
  const isOutdated = useSignal(false);
  useEffect(() => {
    isOutdated.value = false;
    const look = async () => {
      if (document.visibilityState !== 'visible' || isOutdated.value || feed.isLoading.value)
        return;
      isOutdated.value = await feed.isOutdated().catch(() => false);
      if (isOutdated.value) announce('There are newer predictions');
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [feed, isOutdated]);
  return (
    <button type="button" class={isOutdated.value ? 'small' : 'outline small'} onClick={onRefresh}>
      {isOutdated.value ? 'Show newer predictions' : 'Refresh'}
    </button>
  );
}

import { useEffect, useRef } from 'preact/hooks';
import { countText } from '../../part/number.text.ts';
import { announce } from '../../state/status.ts';
import { type HistoryFeed, MOST_ROWS } from './history-feed.ts';
import { Looked } from './looked.tsx';

/** Reads on when the end comes near, or by its button. */
export function LoadMore({ feed }: { feed: HistoryFeed }) {
  const end = useRef<HTMLDivElement>(null);
  const pages = feed.pages.value.length;
  // Watched anew after each page: the end may still be in sight.
  useEffect(() => {
    if (end.current === null) return;
    const watch = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && !feed.problem.value && void feed.more(),
      { rootMargin: '400px' },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [feed, pages]);
  if (feed.isFull.value && !feed.isEnd.value)
    return (
      <p class="note">
        The newest {countText(MOST_ROWS)} are listed. Narrow the filters, or export all of them.
      </p>
    );
  if (feed.isEnd.value)
    return (
      <p class="muted list-end">
        These are all. <Looked count={feed.looked.value} />
      </p>
    );
  const more = async () => {
    await feed.more();
    announce(`${countText(feed.shown.value)} predictions are listed`);
  };
  return (
    <div ref={end} class="list-end">
      <button type="button" class="outline small" aria-busy={feed.isLoading.value} onClick={more}>
        Load more
      </button>{' '}
      <small>
        <Looked count={feed.looked.value} />
      </small>
    </div>
  );
}

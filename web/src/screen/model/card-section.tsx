import type { Contract } from '../../api/client.ts';
import { Markdown } from '../../part/markdown.tsx';

/** What the trainer tells about the model in words. */
export function CardSection({ contract: { card, title, name } }: { contract: Contract }) {
  if (card === null) return null;
  return (
    <section class="card" aria-labelledby="card">
      <h2 id="card">Model card</h2>
      <Markdown text={withoutTitle(card, title ?? name)} under={2} />
    </section>
  );
}

/** The title stands above already. */
function withoutTitle(card: string, title: string): string {
  const [whole = '', words = ''] = /^\s*# +(.*)/.exec(card) ?? [];
  return words.trim() === title ? card.slice(whole.length) : card;
}

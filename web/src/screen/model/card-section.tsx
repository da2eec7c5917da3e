import type { Contract } from '../../api/client.ts';
import { Fold } from '../../part/fold.tsx';
import { Markdown } from '../../part/markdown.tsx';

/** Where the service is in the commands of a card that was written before anybody served it. */
const ANYWHERE = /(https?:\/\/)?\b(localhost|127\.0\.0\.1):8000\b/g;

/** What the trainer tells about the model in words; its chapters repeat much of what is above. */
export function CardSection({ contract }: { contract: Contract }) {
  if (contract.card === null) return null;
  const text = withoutHead(contract.card.replaceAll(ANYWHERE, location.origin), contract);
  const start = text.search(/^##+ /m);
  const end = start < 1 ? text.length : start;
  return (
    <section class="card" aria-labelledby="card">
      <h2 id="card">Model card</h2>
      <Markdown text={text.slice(0, end)} under={2} />
      {end < text.length && (
        <Fold title="The whole card" isFolded>
          <Markdown text={text.slice(end)} under={2} />
        </Fold>
      )}
    </section>
  );
}

/** The title and the description stand above already. */
function withoutHead(card: string, { title, name, description }: Contract): string {
  const [whole = '', words = ''] = /^\s*# +(.*)/.exec(card) ?? [];
  const text = (words.trim() === (title ?? name) ? card.slice(whole.length) : card).trimStart();
  return description && text.startsWith(description) ? text.slice(description.length) : text;
}

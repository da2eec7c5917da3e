import type { ComponentChildren } from 'preact';
import { type Block, blocksOf } from './markdown.block.ts';
import { type Span, spansOf } from './markdown.span.ts';
import { ScrollArea } from './scroll-area.tsx';

const LOWEST = 6;

/**
 * A Markdown text as elements of its own: never as HTML, so that nothing in it can run.
 * @param under level of the heading that it stands under; its own follow without a gap
 */
export function Markdown({ text, under }: { text: string; under: number }) {
  const outline: number[] = [];
  /** Levels by how deep a heading is nested, whatever levels the text has left out. */
  const levelOf = (level: number) => {
    while ((outline.at(-1) ?? 0) >= level) outline.pop();
    outline.push(level);
    return Math.min(LOWEST, under + outline.length);
  };
  return <div class="markdown">{blocksOf(text).map((block) => shown(block, levelOf))}</div>;
}

function shown(block: Block, levelOf: (level: number) => number): ComponentChildren {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${levelOf(block.level)}` as 'h3';
      return <Heading>{inline(block.text)}</Heading>;
    }
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map(([first, ...others]) => (
        <li>
          {first?.kind === 'paragraph' ? inline(first.text) : first && shown(first, levelOf)}
          {others.map((other) => shown(other, levelOf))}
        </li>
      ));
      return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <Table header={block.header} rows={block.rows} />;
    default:
      return <p>{inline(block.text)}</p>;
  }
}

function Table({ header, rows }: { header: readonly string[]; rows: readonly string[][] }) {
  const titles = header.filter((title) => title !== '');
  const label = `Table of ${titles.join(', ') || rows.map(([first]) => first).join(', ')}`;
  return (
    <ScrollArea label={label}>
      <table>
        {titles.length === 0 ? null : (
          <thead>
            <tr>
              {header.map((title) =>
                title === '' ? <td /> : <th scope="col">{inline(title)}</th>,
              )}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function inline(text: string): ComponentChildren {
  return spansOf(text).map(spanned);
}

function spanned(span: Span): ComponentChildren {
  if (typeof span === 'string') return span;
  if (span.kind === 'code') return <code>{span.text}</code>;
  const children = span.spans.map(spanned);
  if (span.kind === 'em') return <em>{children}</em>;
  if (span.kind === 'strong') return <strong>{children}</strong>;
  return (
    <a href={span.href} rel="noreferrer">
      {children}
    </a>
  );
}

import type { Page } from 'playwright-core';

/* These run in the page, as texts: what they use of a browser has no types here. */

/** Whether the page scrolls sideways. */
export function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate('document.scrollingElement.scrollWidth > innerWidth');
}

/** Words that stick out of the card that they are in, but for what scrolls in itself. */
export function escapees(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const seen = (element) => element.checkVisibility({ visibilityProperty: true });
    const found = [];
    for (const card of document.querySelectorAll('.card, .history, dialog article')) {
      const edge = card.getBoundingClientRect().right + 1;
      for (const element of card.querySelectorAll('*')) {
        if (!seen(element) || element.closest('.scroll, .code-block, .visually-hidden, select')) continue;
        if (element.getBoundingClientRect().right > edge)
          found.push(element.tagName + ' ' + (element.textContent ?? '').slice(0, 80));
      }
    }
    return found;
  })()`);
}

/** Pairs of words that are printed over each other, within an element. */
export function overprinted(page: Page, within = 'main'): Promise<string[]> {
  return page.evaluate(`(() => {
    const root = document.querySelector(${JSON.stringify(within)});
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const lines = [];
    const shownOf = ({ left, right, top, bottom }, element) => {
      const box = { left, right, top, bottom };
      for (let one = element; one !== root; one = one.parentElement) {
        if (getComputedStyle(one).overflow === 'visible') continue;
        const clip = one.getBoundingClientRect();
        box.left = Math.max(box.left, clip.left);
        box.right = Math.min(box.right, clip.right);
        box.top = Math.max(box.top, clip.top);
        box.bottom = Math.min(box.bottom, clip.bottom);
      }
      return box;
    };
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const { parentElement: parent } = node;
      if (node.data.trim() === '' || !parent.checkVisibility({ visibilityProperty: true })) continue;
      // What lies over the page on purpose, or is there for who does not see it.
      if (parent.closest('.act, .visually-hidden, .tick, .scroll, select, svg, thead')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        const box = shownOf(line, parent);
        if (box.right > box.left + 1 && box.bottom > box.top + 1)
          lines.push({ text: node.data.trim().slice(0, 60), box, parent });
      }
    }
    const found = [];
    for (const [at, { text, box, parent }] of lines.entries())
      for (const other of lines.slice(at + 1)) {
        const x = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const y = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Lines of one paragraph may share the space between them.
        if (parent !== other.parent && x > 2 && y > (box.bottom - box.top) / 2) found.push(text + ' | ' + other.text);
      }
    return found.slice(0, 10);
  })()`);
}

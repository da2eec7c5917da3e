import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const PAGE = readFileSync('docs/security.md', 'utf8');
/** Requirements of level 1 of OWASP's ASVS 5.0.0, in its order. */
const LEVEL_1 = `
  1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1
  3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2
  6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2
  7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1
  10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1
  14.2.1 14.3.1 15.1.1 15.2.1 15.3.1`
  .trim()
  .split(/\s+/);
const VERDICTS = ['met', 'not met', 'not applicable', "operator's"];

/** Files of tests in the page, each with the title that it is named for. */
const TESTS = [...PAGE.matchAll(/`((?:src|test)\/[\w./-]+\.ts)` "([^"]+)"/g)].map(
  ([, file = '', title = '']) => [file, title] as const,
);
const ROWS = [...PAGE.matchAll(/^\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', verdict = '', reason = '']) => ({ id, verdict, reason }),
);
const isTested = (reason: string) => TESTS.some(([file]) => reason.includes(`\`${file}\` "`));

describe('docs/security.md', () => {
  it('judges every requirement of level 1, in the order of the standard', () => {
    expect(ROWS.map(({ id }) => id)).toEqual(LEVEL_1);
    for (const { id, verdict } of ROWS)
      expect([id, VERDICTS.includes(verdict)]).toEqual([id, true]);
  });

  it.each(VERDICTS)('counts what is %s', (verdict) => {
    const count = ROWS.filter((row) => row.verdict === verdict).length;
    expect(PAGE).toContain(`**${count} ${verdict}**`);
  });

  it('names a test for all that is met, or says that it is by design', () => {
    const bare = ROWS.filter(
      ({ verdict, reason }) =>
        verdict === 'met' && !isTested(reason) && !/^by design: /.test(reason),
    );
    expect(bare).toEqual([]);
  });

  it('names a title with each file of tests', () => {
    const files = PAGE.match(/`(?:src|test)\/[^`]+`/g) ?? [];
    // But for this one.
    expect(files).toHaveLength(TESTS.length + 1);
  });

  it.each(TESTS)('names what is there: %s "%s"', (file, title) => {
    const text = readFileSync(file, 'utf8');
    expect(["'", '"', '`'].some((quote) => text.includes(`${title}${quote}`))).toBe(true);
  });
});

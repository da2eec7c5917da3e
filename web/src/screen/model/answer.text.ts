import type { AnswerKind } from '../../answer/answer.kind.ts';
import { countText } from '../../part/number.text.ts';

/** What an answer is, in words that stand before and behind the name of its first member. */
export function kindText(kind: AnswerKind): readonly [before: string, after: string] {
  const { member, names, noun, unit } = kind;
  const inUnit = unit ? ` in ${unit}` : '';
  const count = countText(names.length);
  switch (member) {
    case 'value':
      return [`A number${inUnit}, the`, '.'];
    case 'values':
      return [`A number${inUnit} for each of ${count} targets, the`, '.'];
    case 'labels':
      return [`Any number of ${count} labels, the`, `, ${numberText(kind)}.`];
    case 'label':
      return [`One of ${count} ${pluralOf(noun)}, the`, `, ${numberText(kind)}.`];
  }
}

export const pluralOf = (noun: AnswerKind['noun']): string =>
  noun === 'class' ? 'classes' : `${noun}s`;

/** Which numbers stand beside what was chosen. */
function numberText({ measure, noun, tracks, names }: AnswerKind): string {
  if (measure === null) return 'without a number beside it';
  const [only] = tracks.length < names.length ? tracks : [];
  if (only === undefined) {
    const meaning = measure.isNearness ? ': the smaller, the nearer' : '';
    return `with the ${measure.each} ${noun}${meaning}`;
  }
  return `with ${only.words}${only.meaning === undefined ? '' : `, ${only.meaning}`}`;
}

import type { AnswerKind, Track } from '../../answer/answer.kind.ts';
import type { Said } from '../../answer/said.ts';

/** Of which one is followed at a time, for whoever looks to choose; none where the answer says which. */
export function choicesOf({ member, tracks }: AnswerKind): string[] {
  return member === 'values' || member === 'labels' ? tracks.map(({ name }) => name) : [];
}

/**
 * The number that is followed from an answer on; null where an answer has none.
 * @param output what was chosen
 */
export function followedTrack(
  { member, tracks }: AnswerKind,
  { label }: Said,
  output: string,
): Track | null {
  const wanted = member === 'label' ? label : output;
  return tracks.find(({ name }) => name === wanted) ?? tracks[0] ?? null;
}

import { nearestWord } from './nearest.word.js';

/** A command that was not called as it wants to be; the message is one line that says how. */
export class UsageFault extends Error {}

/**
 * A word that is not known where it stands, with a hint.
 * @param command which knows others, as `tabserve keys`
 */
export function unknownWord(word: string, command: string, known: readonly string[]): UsageFault {
  const kind = word.startsWith('-') ? 'flag' : 'command';
  const near = nearestWord(word, known);
  const hint = near === undefined ? `see ${command} --help` : `did you mean ${near}?`;
  return new UsageFault(`${quoted(word)} is no ${kind} of ${command}; ${hint}`);
}

/** A word as a message may show it: on one line, whatever is in it. */
export function quoted(word: string): string {
  return JSON.stringify(word);
}

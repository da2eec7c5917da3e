import { quoted } from './usage.fault.js';

/** Why something could not be done with a file, in one line: `cannot be read (ENOENT)`, or what is wrong in it. */
export function fileFault(
  file: string,
  verb: 'read' | 'written' | 'rewritten',
  cause: Error,
): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason = code === undefined ? `: ${message}` : ` cannot be ${verb} (${code})`;
  return new Error(`${quoted(file)}${reason}`, { cause });
}

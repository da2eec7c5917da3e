import { Problem } from '../../problem/problem.js';

/** A file that is damaged, or not what its name says. */
export function damagedFile(what: string, cause?: unknown): Problem {
  const detail = `${what}: it may be cut off or damaged; export it again`;
  const errors = [{ code: 'damaged', detail }];
  return new Problem('invalid-file', 'The file cannot be read.', { errors, cause });
}

/** What comes out of a file is more than this server takes. */
export function tooMuch(detail: string): Problem {
  return new Problem('too-large', detail);
}

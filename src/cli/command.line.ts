import { readFile } from 'node:fs/promises';
import { print } from './command.output.js';
import { readWords } from './command.words.js';
import { unknownWord } from './usage.fault.js';

/** What a module of a command exports. */
interface Command {
  help(): string;
  /** @param words those behind the name of the command */
  run(words: readonly string[]): Promise<void>;
}

/** Each is loaded when it is asked for: a start waits for nothing that it does not need. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['serve', () => import('./serve.command.js')],
  ['score', () => import('./score.command.js')],
  ['verify', () => import('./verify.command.js')],
  ['keys', () => import('./keys.command.js')],
]);

const USAGE = `Usage: tabserve [COMMAND]

Serves tabular ONNX models over REST and remembers every answer.

  serve                      serves, as without a command; \`serve --help\` prints the settings
  score FILE|- [--out FILE]  answers every row of a table, with a model here or on a server
  verify [DIR]               proves the models of a folder, as a start does
  keys create --scopes LIST  prints a new key and its entry for the file of keys
  keys list FILE             shows whom a file of keys lets in
  keys revoke ID FILE        removes a key from a file of keys
  help [COMMAND]             says more; so does --help behind a command
  --version                  prints the version

Exit codes: 0 when all went well, 1 for a failed run, 2 for a command or a setting with faults.
`;

/**
 * Runs what a command line asks for.
 * @param words those behind `tabserve`
 * @throws UsageFault for a word that it does not know
 */
export async function runCommand(words: readonly string[]): Promise<void> {
  const [word = 'serve', ...rest] = words;
  if (word === 'help') return runCommand([...rest, '--help']);
  if (asksForHelp(word)) return print(USAGE);
  if (word === '--version') return printVersion(rest);
  const load = COMMANDS.get(word);
  const known = [...COMMANDS.keys(), 'help', '--help', '--version'];
  if (load === undefined) throw unknownWord(word, 'tabserve', known);
  const command = await load();
  await (rest.some(asksForHelp) ? print(command.help()) : command.run(rest));
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

async function printVersion(words: readonly string[]): Promise<void> {
  readWords({ command: 'tabserve' }, words);
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  await print(`${(JSON.parse(text) as { version: string }).version}\n`);
}

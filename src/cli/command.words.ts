import { parseArgs } from 'node:util';
import { quoted, UsageFault, unknownWord } from './usage.fault.js';

/** How a command is called. */
interface CommandForm<Name extends string> {
  /** As `tabserve keys list`. */
  readonly command: string;
  /** What each flag takes. */
  readonly flags?: Readonly<Record<Name, 'string' | 'boolean'>>;
  /** What has to be said without a flag, in this order, as `FILE`. */
  readonly places?: readonly string[];
  /** What may be said behind those. */
  readonly mayHave?: readonly string[];
}

interface CommandWords<Name extends string> {
  readonly flags: Partial<Record<Name, string | boolean>>;
  readonly places: readonly string[];
}

/**
 * The words behind a command.
 * @throws UsageFault for what it does not know, what it misses, and a flag that is there twice
 */
export function readWords<Name extends string = never>(
  form: CommandForm<Name>,
  words: readonly string[],
): CommandWords<Name> {
  const { command, places = [], mayHave = [] } = form;
  const { values, positionals, tokens } = parsed(form, words);
  const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.rawName] : []));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  // Only the last one would count.
  if (twice !== undefined) throw new UsageFault(`${twice} is given twice`);
  const extra = positionals[places.length + mayHave.length];
  if (extra !== undefined) throw unknownPlace(extra, command);
  const missing = places[positionals.length];
  if (missing !== undefined) {
    throw new UsageFault(`${command} needs ${missing}; see ${command} --help`);
  }
  return { flags: values as Partial<Record<Name, string | boolean>>, places: positionals };
}

function unknownPlace(word: string, command: string): UsageFault {
  return new UsageFault(
    `${quoted(word)} is one word too many for ${command}; see ${command} --help`,
  );
}

function parsed({ command, flags = {} as never }: CommandForm<string>, words: readonly string[]) {
  const entries = Object.entries(flags).map(([name, type]) => [name, { type }] as const);
  try {
    return parseArgs({
      args: [...words],
      options: Object.fromEntries(entries),
      allowPositionals: true,
      tokens: true,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = /'(-[^']*)'/.exec(message)?.[1];
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && flag !== undefined) {
      const known = entries.map(([name]) => `--${name}`);
      throw unknownWord(flag, command, known);
    }
    throw new UsageFault(`${command}: ${message.replaceAll('\n', ' ')}`);
  }
}

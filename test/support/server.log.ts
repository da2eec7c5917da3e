import type { ServerProcess } from './server.process.js';
import { until } from './until.js';

export interface LogLine {
  readonly pid: number;
  readonly level: number;
  readonly msg: string;
  readonly [name: string]: unknown;
}

/** Lines that a service has logged so far. What Node itself says is none. */
export const logOf = ({ lines }: Pick<ServerProcess, 'lines'>): LogLine[] =>
  lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));

/** The lines that `select` finds, once there are as many: they come a little later than answers. */
export const linesOf = (
  server: Pick<ServerProcess, 'lines'>,
  select: (line: LogLine) => boolean,
  count = 1,
): Promise<LogLine[]> =>
  until(() => {
    const found = logOf(server).filter(select);
    return found.length >= count && found;
  }, `${count} such lines of the log: ${select}`);

/** The first of them. */
export const lineOf = async (
  server: Pick<ServerProcess, 'lines'>,
  select: (line: LogLine) => boolean,
): Promise<LogLine> => (await linesOf(server, select))[0] as LogLine;

/** That so many processes of a service have begun to serve, one after another. */
export const servingPids = async (server: ServerProcess, count: number): Promise<number[]> =>
  (await linesOf(server, isServing, count)).map(({ pid }) => pid);

export const isServing = ({ msg }: LogLine) => /process \d+ is serving/.test(msg);

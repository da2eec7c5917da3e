import type { IncomingMessage } from 'node:http';
import { quoted } from '../usage.fault.js';
import { problemText, type ToldProblem } from './problem.words.js';

const MOST_BYTES = 64 * 1024 * 1024;
const PROBLEM = /^application\/problem\+json\b/;

/**
 * Why a server has not answered as it was asked to, in lines for people.
 * @param most faults to list
 */
export async function refusalOf(
  answer: IncomingMessage,
  target: URL,
  most: number,
): Promise<Error> {
  const { statusCode = 0, headers } = answer;
  const { location, 'content-type': type = '' } = headers;
  if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
    return new Error(`${target.origin} sends requests on to ${quoted(placeOf(location, target))}; \
name that address with --url`);
  }
  const problem = PROBLEM.test(type) ? parsed(await bodyOf(answer)) : undefined;
  if (problem === undefined) return foreignAnswer(statusCode, type, target);
  const wait = headers['retry-after'];
  const again =
    wait === undefined ? '' : `\nAnother try makes sense after ${quoted(wait)} seconds.`;
  return new Error(`${problemText(problem, most)}${again}`);
}

/** The address of the server, without what is asked of it. */
function placeOf(location: string, target: URL): string {
  if (!URL.canParse(location, target.href)) return location;
  const { origin, pathname } = new URL(location, target);
  return `${origin}${pathname.replace(/\/predict-batch\/?$/, '')}`;
}

function foreignAnswer(status: number, type: string, { origin }: URL): Error {
  const what = status === 200 ? quoted(type) : `status ${status}`;
  return new Error(
    `${origin} answered with ${what}, which Tabserve does not; is something before it?`,
  );
}

function parsed(text: string): ToldProblem | undefined {
  try {
    return JSON.parse(text) as ToldProblem;
  } catch {
    return undefined;
  }
}

async function bodyOf(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer) {
    length += (piece as Buffer).length;
    if (length > MOST_BYTES) break;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString();
}

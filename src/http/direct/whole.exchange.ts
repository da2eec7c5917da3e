import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';

/** How long a connection without a request is kept open. */
export const KEEP_ALIVE_MS = 72_000;
const KEEP_ALIVE = `connection: keep-alive\r\nkeep-alive: timeout=${KEEP_ALIVE_MS / 1000}\r\n`;

/**
 * A request whose body can be taken whole, or given up. A body of some hundred bytes costs a third
 * of a request when it comes through a stream.
 */
export class WholeRequest extends IncomingMessage {
  // Names that Node cannot have taken for something else.
  #take: ((body: Buffer) => unknown) | null = null;
  #drop: ((part: Buffer | null) => void) | null = null;
  readonly #parts: Buffer[] = [];

  static {
    // Node lets go of a request that has ended, which it would not see of these two: each open
    // connection would keep its last request.
    const inherited = Object.getOwnPropertyDescriptor(Readable.prototype, 'readableEnded');
    Object.defineProperty(WholeRequest.prototype, 'readableEnded', {
      get(this: WholeRequest): boolean {
        const isStream = this.#take === null && this.#drop === null;
        return isStream ? inherited?.get?.call(this) : this.complete;
      },
    });
  }

  /**
   * To be called before the body comes, in the tick of the `request` event; the body is not
   * readable as a stream then. `take` is not called for a request that breaks off.
   */
  takeBody(take: (body: Buffer) => unknown): void {
    this.#take = take;
    this.keepBody();
  }

  /** Else Node throws away what still comes of the body after the answer, however much it is. */
  keepBody(): void {
    (this as unknown as { _consuming: boolean })._consuming = true;
  }

  /**
   * Ends the stream of the body, but not the connection: an answer can still leave.
   * @param drop is shown what still comes, part by part, and null at its end
   * @param error what those are told who still read the stream
   */
  giveUpBody(drop: (part: Buffer | null) => void, error?: Error): void {
    this.#drop = drop;
    this.destroy(error);
    // A reader that was slower than the client may have stopped it.
    this.socket.resume();
  }

  /** Node's parser calls this with each part of the body and, at the end, with null. */
  override push(part: Buffer | null): boolean {
    if (this.#drop !== null) this.#drop(part);
    else if (this.#take === null) return super.push(part);
    else if (part !== null) this.#parts.push(part);
    else this.#take(joined(this.#parts));
    return true;
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.#drop === null) super._destroy(error, done);
    else process.nextTick(done, this.listenerCount('error') === 0 ? null : error);
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** What Node's server keeps of an answer and its connection; the same from Node 20 to 26. */
interface Internals {
  readonly shouldKeepAlive: boolean;
  readonly socket: (Socket & { readonly _httpMessage: unknown }) | null;
  _header: string;
  _headerSent: boolean;
  finished: boolean;
}

/**
 * Sends an answer in one write, for half of what `writeHead` and `end` cost, where the connection
 * has no other answer under way and stays open.
 * @param head status line and headers, each with its line end; all but length, date and connection
 * @returns false when nothing was sent, and the answer must go the ordinary way
 */
export function sendWhole(response: ServerResponse, head: string, text: string): boolean {
  const internals = response as unknown as Internals;
  const { socket } = internals;
  if (socket?._httpMessage !== response || !socket.writable) return false;
  if (!internals.shouldKeepAlive) return false;
  internals._header = head;
  internals._headerSent = true;
  internals.finished = true;
  const length = Buffer.byteLength(text);
  socket.write(
    `${head}content-length: ${length}\r\n${httpDate()}${KEEP_ALIVE}\r\n${text}`,
    // As many bytes as characters: it is ASCII, which is written for less.
    length === text.length ? 'latin1' : 'utf8',
  );
  // Node has the connection go on to its next request.
  response.emit('finish');
  return true;
}

let dateSecond = 0;
let dateLine = '';

/** The header is the same for all answers of a second. */
function httpDate(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateLine = `date: ${new Date(second * 1000).toUTCString()}\r\n`;
  }
  return dateLine;
}

import { mongo } from 'mongoose';

/** A server that does not answer within these makes an operation fail, not wait. */
const SELECTION_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;
const HEARTBEAT_MS = 5_000;
const WRITE_TIMEOUT_MS = 5_000;
const SOCKET_TIMEOUT_MS = 30_000;
const DEFAULT_DATABASE = 'tabserve';

/** How connections are made; a new object each time, since mongoose takes it apart. */
export function connectionOptions(url: string) {
  return {
    ...(hasDatabase(url) ? {} : { dbName: DEFAULT_DATABASE }),
    // Without it an operation waits for 10 s before the first connection is there.
    bufferCommands: false,
    sanitizeFilter: true,
    // Indexes are made once the server is there, and not at the first attempt alone.
    autoIndex: false,
    autoCreate: false,
    // An absent field stays absent, as in JSON.
    ignoreUndefined: true,
    appName: 'tabserve',
    serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    heartbeatFrequencyMS: HEARTBEAT_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    writeConcern: { w: 'majority' as const, wtimeoutMS: WRITE_TIMEOUT_MS },
  };
}

/** @throws Error that says what is wrong with the URL, without the URL and its password */
export function checkMongoUrl(url: string): void {
  try {
    new mongo.MongoClient(url);
  } catch (error) {
    throw new Error(`The MongoDB URL of the history cannot be used: ${reasonOf(error, url)}`);
  }
}

/** What an error says, unless that quotes a part of the URL that may be the password. */
export function reasonOf(error: unknown, url: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  const [, password = ''] = /^[^:]+:\/\/[^:]*:(.*)@/.exec(url) ?? [];
  const secrets = ['://', password, decoded(password)].filter((secret) => secret !== '');
  return secrets.some((secret) => reason.includes(secret)) ? 'it is not valid' : reason;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hasDatabase(url: string): boolean {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/.test(url);
}

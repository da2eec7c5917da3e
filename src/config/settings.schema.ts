import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { isLoopbackHost, isSafeUrl } from './loopback.host.js';

const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1');
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const MiB = 1024 * 1024;
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** In the form in which browsers send it. */
const origin = z
  .string()
  .refine(
    (text) => /^https?:\/\/[^/\s]+$/.test(text) && URL.canParse(text),
    'must be origins as https://example.com',
  )
  .transform((text) => new URL(text).origin);

/** The issuer of tokens says whom to trust, so nobody on the way may speak for it. */
const issuer = z.string().refine(isSafeUrl, 'must be an https:// URL');

/** Every environment variable that the service reads. Descriptions end up in docs/configuration.md. */
const variables = z.object({
  HOST: z
    .string()
    .min(1)
    .transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
    .default('127.0.0.1')
    .describe('Address to listen on; `0.0.0.0` in a container.'),
  PORT: whole(0, 65_535).default(8000).describe('Port to listen on; 0 takes a free one.'),
  ALLOWED_HOSTS: list
    .default([])
    .describe(
      'Names, beside those of this machine where `HOST` is one of them, by which the server may be asked, as `localhost,127.0.0.1`; a request with another `Host` is refused with 421. Empty, and with a `HOST` that others reach, every name may.',
    ),
  CORS_ORIGINS: list
    .pipe(z.array(origin))
    .default([])
    .describe(
      'Other sites whose pages may use the API, as `https://example.com`; none by default.',
    ),
  FRAME_ANCESTORS: z
    .string()
    .regex(
      /^('none'|'self'|https?:\/\/[^\s;,']+)( ('self'|https?:\/\/[^\s;,']+))*$/,
      "must be 'none', 'self' or origins",
    )
    .default("'none'")
    .describe("Who may show the page in a frame: `'none'`, `'self'` or origins, apart by spaces."),
  ACCESS: z
    .enum(['open', 'required'])
    .optional()
    .describe(
      'Who may: `open`, whoever reaches the server; `required`, who brings a key or a token. Where `HOST` is an address of this machine alone it is `open`; on any other it must be said.',
    ),
  ACCESS_KEYS_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'JSON file of the keys that may, as `tabserve keys create` prints their entries; read again within a second of a change.',
    ),
  OIDC_ISSUER: issuer
    .optional()
    .describe('Issuer of tokens (OpenID Connect) that may, as `https://login.example.com`.'),
  OIDC_AUDIENCE: z
    .string()
    .min(1)
    .optional()
    .describe('Audience that its tokens must be meant for; needed with `OIDC_ISSUER`.'),
  OIDC_SCOPE_CLAIM: z
    .string()
    .min(1)
    .default('scope')
    .describe('Claim of a token that lists its scopes, as words or as an array.'),
  DOCS: z.enum(['on', 'off']).default('on').describe('`off` removes `/docs` and `/openapi.json`.'),
  WORKERS: z
    .union([z.literal('auto').transform(() => availableParallelism()), whole(1, 256)])
    .default(1)
    .describe(
      'Processes that serve; `auto` is one for each core. Queues, threads and rate limits are those of each.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe level that is logged. Requests are logged at `info`.'),
  TRUST_PROXY: z
    .union([z.enum(['true', 'false']).transform((text) => (text === 'true' ? 1 : 0)), whole(0, 16)])
    .default(0)
    .describe(
      'How many proxies stand before the server: client addresses are taken from `X-Forwarded-For`, as the outermost of them wrote it. `true` is 1, `false` is 0; more than there are lets clients choose their address.',
    ),
  MODEL_DIR: z
    .string()
    .min(1)
    .default('model')
    .describe('Folder of `<name>/<version>/model.onnx`.'),
  MODEL_MAX_BYTES: whole(1, 2_047 * MiB)
    .default(512 * MiB)
    .describe('Largest `model.onnx`, together with its `model.onnx.data`, in bytes.'),
  MODEL_LOAD_TIMEOUT_MS: whole(100, 3_600_000)
    .default(30_000)
    .describe('How long a model may take to load and answer its golden vectors at the start.'),
  DEFAULT_MODEL: z
    .string()
    .min(1)
    .optional()
    .describe('Model that answers when a request names none; not needed where one name is served.'),
  HISTORY_URL: z
    .string()
    .regex(/^(sqlite:.+|mongodb(\+srv)?:\/\/.+)$/, 'must be sqlite:<path> or a mongodb:// URL')
    .default('sqlite:data/history.sqlite')
    .describe('Where predictions are stored: `sqlite:<path>` or `mongodb://…`.'),
  SQLITE_SYNCHRONOUS: z
    .enum(['NORMAL', 'FULL'])
    .default('NORMAL')
    .describe(
      '`NORMAL` survives a killed process; `FULL` also a power cut, for about half the speed.',
    ),
  ALLOW_UNRECORDED: flag
    .default(true)
    .describe('Whether clients may ask for answers that are not stored (`record=false`).'),
  BODY_MAX_BYTES: whole(1_024, 16 * MiB)
    .default(64 * 1024)
    .describe('Largest body of `/predict`, in bytes.'),
  BATCH_MAX_BYTES: whole(1, 4_096 * MiB)
    .default(64 * MiB)
    .describe(
      'Largest file of `/predict-batch`, in bytes; also of what comes out of gzip or Parquet.',
    ),
  BATCH_MAX_SHEET_BYTES: whole(1_024, 1_024 * MiB)
    .default(128 * MiB)
    .describe(
      'Largest workbook (.xlsx) when it is unpacked, in bytes. Unpacking it, or Parquet, takes up to four times its limit of memory, in a process of its own; two at once.',
    ),
  BATCH_MAX_ROWS: whole(1, 100_000_000).default(1_000_000).describe('Most records in one file.'),
  BATCH_MAX_RECORD_BYTES: whole(64, MiB)
    .default(64 * 1024)
    .describe('Longest record of a text table, in bytes.'),
  BATCH_WORKERS: whole(1, 64)
    .default(2)
    .describe('Threads that score files; a large file also takes those that no other file needs.'),
  BATCH_QUEUE: whole(0, 10_000)
    .default(8)
    .describe('Files that may wait for a thread; one more is refused with 503.'),
  PREDICT_QUEUE: whole(1, 1_000_000)
    .default(1_024)
    .describe(
      'Single predictions under way at once; one more waits for a place, and is refused with 503 after a second.',
    ),
  MICRO_BATCH_MAX_ROWS: whole(1, 4_096)
    .default(64)
    .describe('Most single predictions that share one run of the model.'),
  MICRO_BATCH_MAX_WAIT_MS: whole(0, 1_000)
    .default(0)
    .describe('How long a prediction waits for others; 0 is one turn of the event loop.'),
  DIRECT_ROUTES: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      '`off` has the framework answer plain predictions too: slower, and without use of what is inside Node.',
    ),
  MAX_CONNECTIONS: whole(1, 1_000_000)
    .default(10_000)
    .describe(
      'Connections open at once; one more is answered 503 and closed, but for health checks and metrics. Each takes a file descriptor.',
    ),
  RATE_LIMIT_PER_MINUTE: whole(0, 10_000_000)
    .default(0)
    .describe(
      'Requests a minute that one caller may send, or one address where nobody is asked who they are; a file counts as one. 0 is no limit. A key may have one of its own (`ratePerMinute`). Each process counts for itself.',
    ),
  UPLOAD_MIN_BYTES_PER_SECOND: whole(0, 1_000_000_000)
    .default(1_024)
    .describe(
      'Slowest pace of a file, over ten seconds in which it is read; a slower one is answered 408. 0 is no such pace.',
    ),
  REQUEST_TIMEOUT_MS: whole(100, 3_600_000)
    .default(300_000)
    .describe('How long the headers and body of one request may take to arrive.'),
  DRAIN_DELAY_MS: whole(0, 600_000)
    .default(0)
    .describe('After SIGTERM: how long to go on serving, not ready, before closing.'),
  SHUTDOWN_TIMEOUT_MS: whole(100, 600_000)
    .default(10_000)
    .describe('After the drain delay: how long open requests may take before they are cut.'),
});

/** What each variable means alone, by its name. */
export const settingsVariables = variables.shape;

const OUTSIDE =
  'must be said, since HOST is reachable from outside: ACCESS=required with ACCESS_KEYS_FILE (`tabserve keys create` makes a key), or ACCESS=open where something before the server decides who may';

export const settingsSchema = variables
  .superRefine((settings, { addIssue }) => {
    const fault = (name: string, message: string) =>
      addIssue({ code: 'custom', path: [name], message });
    const { ACCESS, ACCESS_KEYS_FILE, OIDC_ISSUER, OIDC_AUDIENCE } = settings;
    if (ACCESS === undefined && !isLoopbackHost(settings.HOST)) fault('ACCESS', OUTSIDE);
    if (ACCESS === 'required' && ACCESS_KEYS_FILE === undefined && OIDC_ISSUER === undefined) {
      fault('ACCESS', 'required needs ACCESS_KEYS_FILE or OIDC_ISSUER: nobody could come in');
    }
    if (OIDC_ISSUER !== undefined && OIDC_AUDIENCE === undefined) {
      fault('OIDC_AUDIENCE', 'must be said with OIDC_ISSUER, which has tokens for others as well');
    }
  })
  .transform(({ ACCESS = 'open', ...settings }) => ({ ACCESS, ...settings }));

export type SettingsShape = z.output<typeof settingsSchema>;

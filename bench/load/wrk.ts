import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { register } from '../process/child.register.js';
import type { Load, LoadGenerator, LoadResult } from './load.generator.js';

/** The last line that the script prints. */
interface Report {
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly unanswered: number;
  readonly answered: number;
  /** Answered with a status of 400 or more. */
  readonly refused: number;
}

export const wrk: LoadGenerator = {
  name: 'wrk',
  async run(load, folder) {
    const script = join(folder, 'wrk.lua');
    writeFileSync(script, scriptOf(load));
    const { url, connections, seconds } = load;
    const args = [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '-s',
      script,
      url,
    ];
    const timeout = (seconds + 30) * 1000;
    const running = promisify(execFile)('wrk', args, { timeout });
    register(running.child);
    const { stdout } = await running;
    return resultOf(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
  },
};

/** A script that looked at the status of every answer would cost as much as the echo does. */
function resultOf({ seconds, p50, p99, unanswered, answered, refused }: Report): LoadResult {
  return {
    'requests/s': (answered - refused) / seconds,
    'p50 ms': p50 / 1000,
    'p99 ms': p99 / 1000,
    'status 200': answered - refused,
    failed: refused + unanswered,
  };
}

function scriptOf({ bodies = [], headers = {} }: Load): string {
  const all = { 'content-type': 'application/json', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `["${name}"] = "${value}"`);
  return `
local bodies = {${bodies.map((body) => `[==[${body}]==]`).join(', ')}}
local requests = {}
local turn = 0

function init()
  for i, body in ipairs(bodies) do
    requests[i] = wrk.format("POST", nil, {${lines.join(', ')}}, body)
  end
  if #bodies == 0 then requests[1] = wrk.format("GET") end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"seconds":%f,"p50":%f,"p99":%f,"unanswered":%d,"answered":%d,"refused":%d}',
    summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, summary.requests, errors.status))
end
`;
}

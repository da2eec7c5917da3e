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
  readonly ok: number;
  readonly busy: number;
  readonly other: number;
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

function resultOf({ seconds, p50, p99, unanswered, ok, busy, other }: Report): LoadResult {
  return {
    'requests/s': ok / seconds,
    'p50 ms': p50 / 1000,
    'p99 ms': p99 / 1000,
    'status 200': ok,
    'status 503': busy,
    failed: other + unanswered,
  };
}

function scriptOf({ bodies = [] }: Load): string {
  return `
local bodies = {${bodies.map((body) => `[==[${body}]==]`).join(', ')}}
local requests = {}
local turn = 0
local threads = {}
ok, busy, other = 0, 0, 0

function setup(thread) table.insert(threads, thread) end

function init()
  for i, body in ipairs(bodies) do
    requests[i] = wrk.format("POST", nil, {["content-type"] = "application/json"}, body)
  end
  if #bodies == 0 then requests[1] = wrk.format("GET") end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function response(status)
  if status == 200 then ok = ok + 1
  elseif status == 503 then busy = busy + 1
  else other = other + 1 end
end

function done(summary, latency)
  local errors = summary.errors
  local all = {ok = 0, busy = 0, other = 0}
  for _, thread in ipairs(threads) do
    for name in pairs(all) do all[name] = all[name] + thread:get(name) end
  end
  print(string.format(
    '{"seconds":%f,"p50":%f,"p99":%f,"unanswered":%d,"ok":%d,"busy":%d,"other":%d}',
    summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, all.ok, all.busy, all.other))
end
`;
}

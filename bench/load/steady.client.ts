import { Agent, type ClientRequest, get, type IncomingMessage, request } from 'node:http';
import type { Figures } from '../figures.js';
import { answerQuestions } from '../process/questions.js';
import { quantile } from '../statistics.js';
import { IRIS_BODIES } from './iris.rows.js';

const PREDICT_EVERY_MS = 10;
const POLL_EVERY_MS = 20;
const headers = { 'content-type': 'application/json' };
const agent = new Agent({ keepAlive: true });

let predictMs: number[] = [];
let liveMs: number[] = [];
let failed = 0;
let url = '';
const steady: NodeJS.Timeout[] = [];

/**
 * 100 predictions a second and a poll of `/health/live` every 20 ms, each sent when it is due
 * whether or not the one before was answered.
 */
answerQuestions({
  start(server: string): void {
    url = server;
    predictMs = [];
    liveMs = [];
    failed = 0;
    steady.push(setInterval(predict, PREDICT_EVERY_MS), setInterval(poll, POLL_EVERY_MS));
  },
  async stop(): Promise<Figures> {
    for (const timer of steady.splice(0)) clearInterval(timer);
    while (Object.values(agent.sockets).length > 0) {
      await new Promise((resolve) => setTimeout(resolve, PREDICT_EVERY_MS));
    }
    return {
      'p50 ms': quantile(predictMs, 0.5),
      'p99 ms': quantile(predictMs, 0.99),
      'max ms': Math.max(...predictMs),
      'live max ms': Math.max(...liveMs),
      answers: predictMs.length,
      failed,
    };
  },
});

function predict(): void {
  const post = request(`${url}/predict`, { agent, method: 'POST', headers });
  post.end(IRIS_BODIES[predictMs.length % IRIS_BODIES.length]);
  clock(post, predictMs);
}

function poll(): void {
  clock(get(`${url}/health/live`, { agent }), liveMs);
}

function clock(sent: ClientRequest, times: number[]): void {
  const startedAt = performance.now();
  sent.once('error', () => failed++);
  sent.once('response', (response: IncomingMessage) => {
    if (response.statusCode !== 200) failed++;
    response.resume();
    response.once('end', () => times.push(performance.now() - startedAt));
  });
}

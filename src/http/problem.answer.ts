import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_TYPE, problemDocument } from '../problem/problem.document.js';
import { toProblem } from '../problem/problem.mapper.js';

/** Answers an error that `ProblemFilter` does not see, because no route of Nest has met it. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  void reply
    .status(problem.status)
    .headers(problem.headers)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemDocument(problem, request.url, request.id)));
}

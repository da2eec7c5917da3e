import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_TYPE, problemDocument } from './problem.document.js';
import { Problem } from './problem.js';
import { logFailure } from './problem.log.js';
import { toProblem } from './problem.mapper.js';

/** Methods that some route takes for a path; empty when the path is unknown. */
export type AllowedMethods = (path: string) => readonly string[];

/** The one place where errors become HTTP. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly allowedMethods: AllowedMethods) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (isUnheard(error, reply)) return;
    const problem = this.problemOf(error, request);
    if (problem.status >= 500) logFailure(request.log, problem);
    if (reply.sent) return;
    void reply
      .status(problem.status)
      .headers(problem.headers)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(problemDocument(problem, request.url, request.id)));
  }

  /** Nest says 404 for an unknown route; when only the method is wrong, that is 405. */
  private problemOf(error: unknown, request: FastifyRequest): Problem {
    const isUnrouted = error instanceof NotFoundException && request.is404;
    const allow = isUnrouted ? this.allowedMethods(request.url) : [];
    if (allow.length === 0) return toProblem(error);
    return new Problem('method-not-allowed', `This route takes ${allow.join(', ')}.`, {
      headers: { allow: allow.join(', ') },
    });
  }
}

/** A stream that was cut because its client had left failed nobody. */
function isUnheard(error: unknown, { raw }: FastifyReply): boolean {
  return (
    raw.destroyed && (error as { code?: string } | null)?.code === 'ERR_STREAM_PREMATURE_CLOSE'
  );
}

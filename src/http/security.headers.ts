import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.js';

export type Headers = Readonly<Record<string, string>>;

const POLICY = 'content-security-policy';
const HTML = /^text\/html/;
const CHARSET = /^(text\/html|application\/javascript)$/;

/** What browsers are told of every answer: it is what it says it is, and loads nothing. */
export const STRICT_HEADERS: Headers = {
  'x-content-type-options': 'nosniff',
  [POLICY]: "default-src 'none'; frame-ancestors 'none'",
};

/** The same; which sites may put it into their pages; and that it is for whoever has asked alone. */
export function securityHeadersOf({ CORS_ORIGINS }: Settings): Headers {
  const sites = CORS_ORIGINS.length === 0 ? 'same-origin' : 'cross-origin';
  return { ...STRICT_HEADERS, 'cross-origin-resource-policy': sites, 'cache-control': 'no-store' };
}

/**
 * What a page of this server may load and do: nothing but itself and this server.
 * @param styles sources of its styles beside this server
 */
export function pagePolicy({ FRAME_ANCESTORS }: Settings, styles = ''): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styles}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${FRAME_ANCESTORS}`,
  ].join('; ');
}

/** Has every answer of the framework carry the headers, but for those that it brings itself. */
export function addSecurityHeaders(fastify: FastifyInstance, settings: Settings): void {
  const headers = Object.entries(securityHeadersOf(settings));
  // Swagger's page has its styles in itself.
  const htmlPolicy = pagePolicy(settings, " 'unsafe-inline'");
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    const type = String(reply.getHeader('content-type'));
    if (CHARSET.test(type)) void reply.header('content-type', `${type}; charset=utf-8`);
    const isHtml = HTML.test(type);
    if (isHtml && !reply.hasHeader(POLICY)) void reply.header(POLICY, htmlPolicy);
    for (const [name, value] of headers) {
      if (!reply.hasHeader(name)) void reply.header(name, value);
    }
    done(null, payload);
  });
}

/** Headers as they stand in an answer, each line with its end. */
export function linesOf(headers: Headers): string {
  let lines = '';
  for (const name in headers) lines += `${name}: ${headers[name]}\r\n`;
  return lines;
}

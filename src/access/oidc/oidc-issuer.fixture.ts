import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
} from 'jose';
import type { Provider } from 'oidc-provider';

export type SigningAlgorithm = 'RS256' | 'ES256' | 'EdDSA';

export interface TokenRequest {
  readonly sub: string;
  /** Those of other services, too: the issuer grants what it is asked for. */
  readonly scopes: readonly string[];
  /** An absolute URI, of the URN kind as well. */
  readonly audience: string;
}

export interface IssuerOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  readonly alg?: SigningAlgorithm;
}

const SECRET = 'a secret that every client of this issuer shares';
const LIFE_S = 3_600;

/** An OpenID provider on this machine, which gives anybody the tokens that they ask for. */
export class OidcIssuer {
  /** How often its keys were asked for. */
  keyRequests = 0;
  private answer: RequestListener = () => {};
  private key: CryptoKey | null = null;
  private kid = '';

  private constructor(
    private readonly server: Server,
    private readonly alg: SigningAlgorithm,
  ) {}

  static async start({ port = 0, alg = 'RS256' }: IssuerOptions = {}): Promise<OidcIssuer> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const issuer = new OidcIssuer(server, alg);
    await issuer.rotate();
    server.on('request', (request, response) => {
      if (request.url === '/jwks') issuer.keyRequests++;
      issuer.answer(request, response);
    });
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** A token as clients get it, with its scopes in `scope` as words and in `roles` as an array. */
  async tokenFor({ sub, scopes, audience }: TokenRequest): Promise<string> {
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: sub,
        client_secret: SECRET,
        resource: audience,
        scope: scopes.join(' '),
      }),
    });
    const answer = (await response.json()) as { access_token?: string };
    if (answer.access_token === undefined) throw new Error(JSON.stringify(answer));
    return answer.access_token;
  }

  /** A token with any claims, signed with the key of the issuer. */
  sign(claims: JWTPayload, header: Readonly<Record<string, string>> = {}): Promise<string> {
    const protectedHeader = { alg: this.alg, kid: this.kid, ...header };
    return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(this.key!);
  }

  /** From now on there is another key, and the one before is gone. */
  async rotate(): Promise<void> {
    const { privateKey } = await generateKeyPair(this.alg, { extractable: true });
    const material = await exportJWK(privateKey);
    this.kid = await calculateJwkThumbprint(material);
    this.key = privateKey;
    const jwk = { ...material, kid: this.kid, alg: this.alg, use: 'sig' };
    const { Provider } = await loadProvider();
    this.answer = new Provider(this.url, configurationOf(jwk, this.alg)).callback();
  }

  /** Answers as something else than a provider; `rotate` ends that. */
  answerWith(listener: RequestListener): void {
    this.answer = listener;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

function configurationOf(jwk: object, alg: SigningAlgorithm): object {
  return {
    jwks: { keys: [jwk] },
    adapter: AnyClient,
    ttl: { ClientCredentials: LIFE_S },
    clientDefaults: { id_token_signed_response_alg: alg },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: ({ oidc }: TokenContext, audience: string) => ({
          scope: oidc.params.scope ?? '',
          audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    extraTokenClaims: (_: unknown, token: { scope?: string }) => ({
      roles: token.scope?.split(' ') ?? [],
    }),
  };
}

interface TokenContext {
  readonly oidc: { readonly params: { readonly scope?: string } };
}

/** Every name is that of a client, which is the subject of its tokens. */
class AnyClient {
  constructor(private readonly kind: string) {}

  async find(id: string): Promise<object | undefined> {
    if (this.kind !== 'Client') return undefined;
    return {
      client_id: id,
      client_secret: SECRET,
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    };
  }

  /** Tokens that are JWTs are not kept. */
  async upsert(): Promise<void> {}
}

/** With what Node 20 lacks for it, and without its warning of that. */
async function loadProvider(): Promise<{ Provider: typeof Provider }> {
  const { warn } = console;
  console.warn = () => {};
  if (!('parse' in URL)) globalThis.URL = ParsingUrl;
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

class ParsingUrl extends URL {
  static override parse(url: string, base?: string): URL | null {
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }
}

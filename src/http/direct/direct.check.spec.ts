import { describe, expect, it } from '@jest/globals';
import { directRefusal, PROVEN_MAJORS } from './direct.check.js';
import { WholeRequest } from './whole.exchange.js';

const NODE = process.versions.node;

/** As if Node's parser gave the body to something else. */
class UnreadRequest extends WholeRequest {
  override push(): boolean {
    return true;
  }
}

/** As if Node's parser gave what is no bytes. */
class OtherRequest extends WholeRequest {
  override push(part: Buffer | null): boolean {
    return super.push(part === null ? null : Buffer.from('x'));
  }
}

/** As if a property of Node's could not be set any more. */
class SealedRequest extends WholeRequest {
  override takeBody(take: (body: Buffer) => unknown): void {
    Object.defineProperty(this, '_consuming', { value: false, writable: false });
    super.takeBody(take);
  }
}

/** As if Node had given a property another name, which setting it would not show. */
class RenamedRequest extends WholeRequest {
  constructor(...all: ConstructorParameters<typeof WholeRequest>) {
    super(...all);
    delete (this as { _consuming?: boolean })._consuming;
  }
}

/** As if something failed in the middle of an answer. */
class FaultyRequest extends WholeRequest {
  override takeBody(take: (body: Buffer) => unknown): void {
    super.takeBody(() => take(Object.create(null) as Buffer));
  }
}

/** As if Node held the first answer to be under way for ever. */
class FirstRequest extends WholeRequest {
  override takeBody(take: (body: Buffer) => unknown): void {
    const { socket } = this;
    super.takeBody((body) => {
      take(body);
      Object.assign(socket, { _httpMessage: 'the first answer' });
    });
  }
}

describe('the direct routes', () => {
  it('are used on the Node that runs this, which CI tries', async () => {
    expect(PROVEN_MAJORS).toContain(Number.parseInt(NODE, 10));
    expect(await directRefusal('on')).toBeNull();
  });

  it('are not used where that is asked for', async () => {
    expect(await directRefusal('off')).toEqual({ isAsked: true, reason: 'DIRECT_ROUTES is off' });
  });

  it.each(['18.20.8', '2.0.0', '21.7.3', '27.0.0', '200.0.0', ''])(
    'are not used on a Node that CI does not try: %p',
    async (version) => {
      const refusal = await directRefusal('on', version);
      expect(refusal).toEqual({ isAsked: false, reason: `they were not tried on Node ${version}` });
    },
  );

  it.each([
    UnreadRequest,
    OtherRequest,
    SealedRequest,
    RenamedRequest,
    FaultyRequest,
    FirstRequest,
  ])('are not used where a request does not go as it should: %p', async (Request) => {
    const refusal = await directRefusal('on', NODE, Request);
    expect(refusal).toEqual({ isAsked: false, reason: `their check failed on Node ${NODE}` });
  });
});

import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { clientAddressOf, clientNetworkOf } from './client.address.js';

const request = (forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress: '10.0.0.9' },
  }) as unknown as IncomingMessage;

describe(clientAddressOf.name, () => {
  it.each([
    [0, '1.1.1.1', '10.0.0.9'],
    [1, undefined, '10.0.0.9'],
    [1, '', '10.0.0.9'],
    [1, '1.1.1.1', '1.1.1.1'],
    [1, 'forged, 1.1.1.1', '1.1.1.1'],
    [2, 'forged, 2.2.2.2, 1.1.1.1', '2.2.2.2'],
    [2, '1.1.1.1', '10.0.0.9'],
    [1, 'key:abcd1234', '10.0.0.9'],
    [1, '2001:db8::1', '2001:db8::1'],
    [1, '6.6.6.6:2000', '6.6.6.6'],
    [1, '[2001:db8::1]:443', '2001:db8::1'],
    [1, '[2001:db8::1]', '2001:db8::1'],
    [1, 'fe80::1%eth0', 'fe80::1'],
  ])('behind %d proxies, with "%s", is %s', (proxies, forwarded, address) => {
    expect(clientAddressOf(request(forwarded), proxies)).toBe(address);
  });
});

describe(clientNetworkOf.name, () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['::FFFF:10.1.2.3', '10.1.2.3'],
    ['2001:0DB8:0001:0002::5', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
    ['no address', 'no address'],
  ])('of %s is %s', (address, network) => {
    expect(clientNetworkOf(address)).toBe(network);
  });
});

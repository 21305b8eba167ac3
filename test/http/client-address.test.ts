import { describe, expect, it } from '@jest/globals';
import { addressIn, forwardedFor } from '../../src/http/client-address.js';

describe('an entry of X-Forwarded-For', () => {
  it.each([
    ['203.0.113.8', '203.0.113.8'],
    [' 203.0.113.8 ', '203.0.113.8'],
    ['203.0.113.8:40000', '203.0.113.8'],
    ['"203.0.113.8:40000"', '203.0.113.8'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:40000', '2001:db8::1'],
    ['"[2001:db8::1]:40000"', '2001:db8::1'],
    ['::ffff:203.0.113.8', '203.0.113.8'],
    ['[::ffff:203.0.113.8]:443', '203.0.113.8'],
    ['unknown', null],
    ['_hidden', null],
    ['', null],
    ['203.0.113.8:x', null],
    ['203.0.113.256', null],
    ['shop.example', null],
  ])('%j names %j', (entry, address) => {
    expect(addressIn(entry)).toBe(address);
  });
});

describe('who sent a request', () => {
  it.each([
    ['203.0.113.8', 1, '203.0.113.8'],
    ['10.0.0.1, 203.0.113.8:40000', 1, '203.0.113.8'],
    ['10.0.0.1,203.0.113.8,192.0.2.1:80', 2, '203.0.113.8'],
    ['203.0.113.8', 2, '203.0.113.8'],
    ['10.0.0.1, unknown', 1, null],
    ['10.0.0.1, unknown, 192.0.2.1', 2, '192.0.2.1'],
    ['10.0.0.1, 203.0.113.8, unknown', 2, null],
    ['', 1, null],
  ])('%j through %s proxies: %j', (header, proxies, address) => {
    expect(forwardedFor(header, proxies)).toBe(address);
  });
});

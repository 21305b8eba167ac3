import { describe, expect, it } from '@jest/globals';
import {
  areApart,
  environmentOfApp,
  environmentOfGateway,
  isDeadGateway,
  PRODUCTION_GATEWAY,
  SANDBOX_GATEWAY,
} from '../../../src/alipay/diagnosis/environment.js';

describe('the environment of a gateway', () => {
  it.each([
    [PRODUCTION_GATEWAY, 'production'],
    ['http://openapi.alipay.com:8080', 'production'],
    [SANDBOX_GATEWAY, 'sandbox'],
    ['https://openapi.alipaydev.com/gateway.do', 'sandbox'],
    ['http://localhost:3100/gateway.do', 'local'],
    ['http://127.0.0.1:3100', 'local'],
    ['http://127.255.10.200', 'local'],
    ['http://[::1]:3100', 'local'],
    ['http://simulator:3100/gateway.do', 'local'],
    ['http://my.simulator:3100', 'unknown'],
    ['http://simulator.example', 'unknown'],
    ['https://toString', 'unknown'],
    ['https://constructor/', 'unknown'],
    ['http://10.0.0.1', 'unknown'],
    ['no address', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (gateway, environment) => {
    expect(environmentOfGateway(gateway)).toBe(environment);
  });

  it('is dead at the old host alone', () => {
    expect(isDeadGateway('https://openapi.alipaydev.com/gateway.do')).toBe(true);
    expect([SANDBOX_GATEWAY, 'x'].map(isDeadGateway)).toEqual([false, false]);
  });
});

describe('the environment of an application', () => {
  it.each([
    ['9021000000000001', 'sandbox'],
    ['2021000119683733', 'sandbox'],
    ['2021003123456789', 'production'],
    ['2014123456789012', 'production'],
    ['2015123456789012', 'production'],
    ['2019123456789012', 'production'],
    ['2029123456789012', 'production'],
    ['2013123456789012', 'unknown'],
    ['2016123456789012', 'unknown'],
    ['2030123456789012', 'unknown'],
    ['202100312345678', 'unknown'],
    ['20210031234567890', 'unknown'],
    ['x2021003123456789', 'unknown'],
    ['2019x23456789012', 'unknown'],
    ['12021000119683733', 'unknown'],
    ['19021', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (appId, environment) => {
    expect(environmentOfApp(appId)).toBe(environment);
  });
});

it.each([
  ['sandbox', 'production', true],
  ['production', 'sandbox', true],
  ['sandbox', 'sandbox', false],
  ['local', 'production', false],
  ['production', 'local', false],
  ['unknown', 'sandbox', false],
  ['sandbox', 'unknown', false],
] as const)('%s and %s are apart: %s', (one, other, are) => {
  expect(areApart(one, other)).toBe(are);
});

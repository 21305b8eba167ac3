import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DadashopController } from '../../src/storefronts/dadashop.controller.js';
import { LuffyController } from '../../src/storefronts/luffy.controller.js';
import {
  MeiduoApiController,
  MeiduoPagesController,
} from '../../src/storefronts/meiduo.controller.js';

const CONTROLLERS = [
  DadashopController,
  LuffyController,
  MeiduoApiController,
  MeiduoPagesController,
];

/** The routes that a controller has, as the documents write them. */
function routesOf(controller: (typeof CONTROLLERS)[number]): string[] {
  const base = String(Reflect.getMetadata(PATH_METADATA, controller));
  const handlers = Object.values(Object.getOwnPropertyDescriptors(controller.prototype));
  return handlers.flatMap(({ value }) => {
    const path: unknown = Reflect.getMetadata(PATH_METADATA, value as object);
    const verb: unknown = Reflect.getMetadata(METHOD_METADATA, value as object);
    // The class itself is among its members, and has a path and no method.
    if (typeof path !== 'string' || typeof verb !== 'number') return [];
    const method = RequestMethod[verb];
    const parts = [base, path].join('/').split('/').filter(Boolean);
    return [`${method} /${parts.join('/').replace(':orderNo', '{order_id}')}/`];
  });
}

describe('the routes of old front ends', () => {
  it.each(['docs/storefronts.md', 'docs/storefronts.zh-CN.md'])('are all in %s', (page) => {
    const text = readFileSync(join(import.meta.dirname, '../..', page), 'utf8');
    const told = [...text.matchAll(/^\| [^|]+ \| +`([A-Z]+ \/[^`]+)`/gm)].map(([, route]) => route);
    expect(told).toHaveLength(new Set(told).size);
    expect(new Set(told)).toEqual(new Set(CONTROLLERS.flatMap(routesOf)));
  });
});

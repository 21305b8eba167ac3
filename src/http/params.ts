import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../kernel/problem.js';
import { documentedBy } from './openapi/documented.js';
import { noSuchOrder } from './no-such-order.js';
import { MAX_ID } from './whole-number.js';

const ORDER_NO = /^\d{16,32}$/;
const ID = /^[1-9]\d{0,9}$/;
const LONG_ID = /^[1-9]\d{0,19}$/;
const MAX_LONG_ID = 2n ** 64n - 1n;

/** Whether a text has the form of an order number. Pure. */
export function isOrderNo(text: unknown): text is string {
  return typeof text === 'string' && ORDER_NO.test(text);
}

/** A positive integer id from a path, or null for any other text. */
function readId(text: unknown): number | null {
  const id = typeof text === 'string' && ID.test(text) ? Number(text) : 0;
  return id >= 1 && id <= MAX_ID ? id : null;
}

/** A positive id from a path that a number may be too small for, or null for any other text. */
function readLongId(text: unknown): string | null {
  const isLongId = typeof text === 'string' && LONG_ID.test(text);
  return isLongId && BigInt(text) <= MAX_LONG_ID ? text : null;
}

function paramOf(context: ExecutionContext, name: string): string | undefined {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return (request.params as Record<string, string | undefined>)[name];
}

/** How the OpenAPI document tells of a path parameter. */
function pathParam(
  name: string,
  example: string | number,
  description: string,
): ParameterDecorator {
  const type = typeof example === 'number' ? 'integer' : 'string';
  return documentedBy(ApiParam({ name, example, description, schema: { type } }));
}

/** A text that has the form of an order number. Throws Problem `no-such-order` for any other. */
export function orderNoIn(text: unknown): string {
  if (isOrderNo(text)) return text;
  throw noSuchOrder();
}

function readOrderNo(_: unknown, context: ExecutionContext): string {
  return orderNoIn(paramOf(context, 'orderNo'));
}

function readIdParam(name: string, context: ExecutionContext): number {
  return readId(paramOf(context, name)) ?? refuseId();
}

function readLongIdParam(name: string, context: ExecutionContext): string {
  return readLongId(paramOf(context, name)) ?? refuseId();
}

function refuseId(): never {
  throw new Problem('not-found');
}

/** The `:orderNo` of the path; a text that cannot be one is an order that does not exist. */
export const OrderNoParam = createParamDecorator(readOrderNo, [
  pathParam('orderNo', '202611211200000123456789', "The order's number, digits only"),
]);

/** A numeric id of the path; a text that cannot be one is a thing that does not exist. */
export const IdParam = (name: string): ParameterDecorator =>
  createParamDecorator(readIdParam, [pathParam(name, 1, 'A positive whole number')])(name);

/** The id of a row in a table that grows with the orders: a text, for numbers end at 2⁵³. Else as {@link IdParam}. */
export const LongIdParam = (name: string): ParameterDecorator =>
  createParamDecorator(readLongIdParam, [
    pathParam(name, '1', 'A positive whole number, as answers tell it: digits only'),
  ])(name);

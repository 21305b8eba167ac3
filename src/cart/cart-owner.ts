import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { userOf } from '../auth/request-user.js';
import { Problem } from '../kernel/problem.js';
import type { CartOwner } from './cart-store.js';

const GUEST_TOKEN = /^[0-9a-f]{32}$/;

/** Whose cart a request is about: the signed-in user's, or the guest's of the `Cart-Token` header. */
export const CurrentCart = createParamDecorator(
  (_: unknown, context: ExecutionContext): CartOwner => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const user = userOf(request);
    if (user !== null) return { kind: 'user', publicId: user.publicId };
    const token = request.headers['cart-token'];
    if (typeof token === 'string' && GUEST_TOKEN.test(token)) return { kind: 'guest', token };
    const detail = 'Sign in, or send the Cart-Token of a guest.';
    throw new Problem('unauthenticated', 'sign-in-required', detail);
  },
);

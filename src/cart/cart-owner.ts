import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { userOf } from '../auth/request-user.js';
import type { CartOwner } from './cart.repository.js';
import { cartOwnerRequired } from './guest-carts.js';
import { GUEST_TOKEN } from './guest-token.js';

/** Whose cart a request is about: the signed-in user's, or the guest's of the `Cart-Token` header. */
export const CurrentCart = createParamDecorator(
  (_: unknown, context: ExecutionContext): CartOwner => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const user = userOf(request);
    if (user !== null) return { kind: 'user', publicId: user.publicId };
    const token = request.headers['cart-token'];
    if (typeof token === 'string' && GUEST_TOKEN.test(token)) return { kind: 'guest', token };
    throw cartOwnerRequired();
  },
);

import type { ApiResponseMetadata } from '@nestjs/swagger';
import { refusal } from '../http/refusal.js';
import { Problem } from '../kernel/problem.js';
import { may, type Permission, type Role } from './permissions.js';

/** The refusal of somebody whose role does not have a permission; the answer names it. */
export function permissionRequired(permission: Permission): Problem<'permission-required'> {
  return new Problem('permission-required', { permission });
}

/** Throws Problem `permission-required` unless a user has a permission. */
export function requirePermission(user: { readonly role: Role }, permission: Permission): void {
  if (!may(user, permission)) throw permissionRequired(permission);
}

/** {@link permissionRequired} for the OpenAPI document. */
export function permissionRefusal(permission: Permission): ApiResponseMetadata {
  return refusal({
    slug: 'permission-required',
    members: { permission },
    description: `Signed in, but without the permission \`${permission}\``,
  });
}

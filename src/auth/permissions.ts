/** What a user is to this shop; everybody but a customer belongs to its staff. */
export const ROLES = ['customer', 'viewer', 'support', 'finance', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** Those of the staff. */
export const STAFF_ROLES = ['viewer', 'support', 'finance', 'admin'] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

const VIEWER = [
  'orders.read',
  'payments.read',
  'refunds.read',
  'incidents.read',
  'reconciliation.read',
  'catalogue.read',
  'webhooks.read',
  'doctor.read',
  'audit.read',
] as const;

const SUPPORT = [
  ...VIEWER,
  'orders.ship',
  'orders.cancel',
  'orders.remark',
  'payments.sync',
  'refunds.request',
] as const;

const FINANCE = [
  ...SUPPORT,
  'orders.adjust',
  'refunds.make',
  'refunds.approve',
  'incidents.decide',
  'reconciliation.run',
  'reconciliation.decide',
  'exports.make',
] as const;

const ADMIN = [
  ...FINANCE,
  'people.manage',
  'catalogue.manage',
  'webhooks.manage',
  'settings.read',
] as const;

/** What a member of the staff may be allowed to do. */
export type Permission = (typeof ADMIN)[number];

/** All of them. */
export const PERMISSIONS: readonly Permission[] = ADMIN;

/**
 * What each role may do to what is not their own. A customer's own orders, addresses and cart need no permission. Each
 * role may what the one before it may; a new permission is named once, at the least role that has it.
 */
export const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  customer: [],
  viewer: VIEWER,
  support: SUPPORT,
  finance: FINANCE,
  admin: ADMIN,
};

const TABLE = new Map<string, ReadonlySet<Permission>>(
  Object.entries(PERMISSIONS_OF).map(([role, permissions]) => [role, new Set(permissions)]),
);

/** Whether a user may do something; a role that is not known may nothing. Pure. */
export function may({ role }: { readonly role: Role }, permission: Permission): boolean {
  return TABLE.get(role)?.has(permission) ?? false;
}

/** Whether somebody belongs to the staff. Pure. */
export function isStaff({ role }: { readonly role: Role }): boolean {
  return role !== 'customer' && TABLE.has(role);
}

import { invalidInput, refusal } from '../http/refusal.js';

/** Examples of the address routes for the OpenAPI document. */
export const ADDRESS = {
  id: 7,
  tag: '家',
  receiver: '王小明',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '中关村大街 1 号',
  isDefault: true,
};

export const INVALID = invalidInput('mobile', 'mobile must be 5 to 19 digits');

export const NO_SUCH_ADDRESS = refusal({
  slug: 'no-such-address',
  description: 'Deleted, never there, or not yours',
});

export const TOO_MANY = refusal({
  slug: 'too-many-addresses',
  members: { limit: 20 },
  description: 'As many addresses as a user may have',
});

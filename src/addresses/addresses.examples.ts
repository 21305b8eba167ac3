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

export const INVALID = {
  status: 400,
  description: 'A member is missing, wrong or unknown',
  example: {
    type: 'urn:problem:alipay-checkout:invalid-request',
    title: 'Bad Request',
    status: 400,
    detail: 'The request has values that are missing, wrong or unknown.',
    errors: [{ path: 'mobile', message: 'mobile must be 5 to 19 digits' }],
  },
};

export const SIGN_IN_REQUIRED = {
  status: 401,
  description: 'No token, or one that is not valid here',
  example: {
    type: 'urn:problem:alipay-checkout:sign-in-required',
    title: 'Unauthorized',
    status: 401,
    detail: 'Sign in and send the token as "Authorization: Bearer …".',
  },
};

export const NO_SUCH_ADDRESS = {
  status: 404,
  description: 'Deleted, never there, or not yours',
  example: {
    type: 'urn:problem:alipay-checkout:no-such-address',
    title: 'Not Found',
    status: 404,
    detail: 'There is no such address.',
  },
};

export const TOO_MANY = {
  status: 409,
  description: 'As many addresses as a user may have',
  example: {
    type: 'urn:problem:alipay-checkout:too-many-addresses',
    title: 'Conflict',
    status: 409,
    detail: 'There are 20 addresses already; delete one first.',
  },
};

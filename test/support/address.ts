/** An address in China as the API takes it, and as orders keep it. */
export const ADDRESS = {
  tag: '家',
  receiver: '王小明',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '中关村大街 1 号',
};

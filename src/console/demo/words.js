/** What people read: states, tabs, times and refusals, in Chinese. Nothing here touches the page. */

const STATES = {
  PENDING_PAYMENT: '待付款',
  TO_SHIP: '待发货',
  PARTLY_SHIPPED: '部分发货',
  SHIPPED: '待收货',
  RECEIVED: '已完成',
  COMPLETED: '已完成',
  CANCELLED: '已取消',
  EXPIRED: '已超时关闭',
  REFUNDED: '已退款',
};

/** The tabs over the orders, with the states that each asks the API for. */
export const TABS = [
  { id: 'all', name: '全部', states: [] },
  { id: 'to-pay', name: '待付款', states: ['PENDING_PAYMENT'] },
  { id: 'to-ship', name: '待发货', states: ['TO_SHIP', 'PARTLY_SHIPPED'] },
  { id: 'to-receive', name: '待收货', states: ['SHIPPED'] },
  { id: 'done', name: '已完成', states: ['RECEIVED', 'COMPLETED'] },
];

const FIELDS = {
  username: '用户名为 3 到 32 位文字、数字或 _ . -',
  password: '密码为 8 到 128 位',
  receiver: '请填写收货人，最多 50 字',
  mobile: '手机号为 5 到 19 位数字',
  province: '请填写省份',
  city: '请填写城市',
  district: '请填写区县',
  detail: '请填写详细地址，最多 200 字',
  tag: '请填写标签，最多 20 字',
  remark: '备注最多 200 字',
  carrier: '请填写快递公司，最多 50 字',
  trackingNumber: '运单号为 1 到 64 位字母或数字',
  count: '数量须为大于 0 的整数',
  reason: '请填写原因，最多 200 字',
  description: '补充说明最多 1000 字',
  address: '请填写地址，最多 300 字',
};

const PROBLEMS = {
  'wrong-credentials': '用户名或密码不正确',
  'username-taken': '这个用户名已经有人用了',
  'too-many-attempts': '尝试次数过多，请稍后再试',
  'too-many-questions': '查询过于频繁，请稍后再试',
  'sign-in-required': '请先登录',
  'invalid-token': '登录已过期，请重新登录',
  'permission-required': '您的角色没有这项权限',
  'demo-user-in-production': '演示账号不能用于正式环境',
  'no-such-sku': '商品不存在或已下架',
  'no-such-line': '购物车里没有这件商品了',
  'no-such-order': '没有这个订单',
  'no-such-address': '收货地址不存在',
  'no-payment-yet': '还没有发起过付款',
  'no-such-route': '没有这个页面',
  'sku-unavailable': '有商品已下架，请返回重新选择',
  'cart-limit': '购物车放不下更多了',
  'cart-unavailable': '购物车暂时打不开，请稍后再试',
  'nothing-to-buy': '没有选中可以购买的商品',
  'too-many-lines': '商品种类太多，请分几次下单',
  'too-many-pieces': '购买数量超过上限',
  'sum-too-large': '金额超过支付宝单笔上限，请分几次下单',
  'quote-expired': '确认页停留过久，价格已重新计算，请再次确认',
  'quote-invalid': '确认信息已失效，请重新确认订单',
  'price-changed': '价格有变化，请再次确认',
  'address-required': '请选择收货地址',
  'address-invalid': '收货地址不可用，请重新选择',
  'too-many-addresses': '收货地址数量已达上限',
  'order-not-payable': '这个订单现在不需要付款',
  'order-about-to-expire': '订单马上到期，不能再发起付款，请重新下单',
  'order-not-cancellable': '这个订单不能取消了',
  'order-already-paid': '支付宝已收到这笔付款，订单不会取消',
  'order-not-shippable': '只有已付款且没有全额退款的订单可以发货',
  'order-not-receivable': '这个订单现在不能确认收货',
  'nothing-to-ship': '没有待发货的商品了',
  'after-sale-not-possible': '这个订单现在不能申请售后',
  'after-sale-pieces': '可申请的数量不足，请刷新后重试',
  'piece-in-after-sale': '其中有商品已在处理中的售后单内',
  'after-sale-decided': '售后单状态已变，请刷新后查看',
  'return-address-required': '请填写退货地址',
  'alipay-refused': '支付宝拒绝了这次请求，请联系商家',
  'qr-code-refused': '支付宝未提供二维码，请换一种支付方式',
  'alipay-answer-unverified': '支付宝的应答无法验证，请联系商家',
  'alipay-unavailable': '支付宝暂时没有应答，请稍后再试',
  'database-unavailable': '系统繁忙，请稍后再试',
  'idempotency-key-reused': '请求内容有变化，请刷新后重试',
  offline: '网络不通，请检查连接后再试',
};

/** An entry of a table; names that come from outside do not reach what every object inherits. */
function known(table, name) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** What an order's state is called. */
export function stateName(order) {
  if (order.cancelRequestedAt && order.state === 'PENDING_PAYMENT') return '取消处理中';
  if (order.shippingStoppedAt && order.state === 'TO_SHIP') return '退款处理中';
  if (order.refundRequestedAt && order.state === 'TO_SHIP') return '申请退款中';
  return known(STATES, order.state) ?? order.state;
}

/** Whether anything was sent back of an order's money; of a quote nothing was. */
export function wasRefunded({ refundedAmount = '0.00' }) {
  return refundedAmount !== '0.00';
}

/** The tab with this id; the first for any other text. */
export function tabOf(id) {
  return TABS.find((tab) => tab.id === id) ?? TABS[0];
}

/** What is wrong with a member of a form. */
export function fieldWords(path) {
  return known(FIELDS, path) ?? '这一项填写有误';
}

/** The last part of a problem's `type`, by which programs tell refusals apart. */
export function slugOf(type) {
  return typeof type === 'string' ? (type.split(':').at(-1) ?? '') : '';
}

/** What a person reads of a refusal, from its problem document and HTTP status. */
export function problemWords(problem, status) {
  const slug = slugOf(problem.type);
  if (slug === 'not-enough-stock') return stockWords(problem.stock);
  if (slug === 'invalid-request') return invalidWords(problem.errors);
  const words = known(PROBLEMS, slug);
  if (words !== undefined) return words;
  if (status >= 500) return '系统繁忙，请稍后再试';
  return status === 404 ? '没有找到' : `操作没有成功（${status}）`;
}

function stockWords(stock) {
  return stock > 0 ? `库存不足，只剩 ${stock} 件` : '库存不足，已售罄';
}

function invalidWords(errors) {
  const first = Array.isArray(errors) ? errors[0] : undefined;
  return first === undefined ? '填写有误' : fieldWords(first.path);
}

/** How many are left, as a shelf would say it. */
export function stockLeft({ stock, requiresShipping }) {
  if (stock === null) return requiresShipping ? '现货' : '不限量 · 无需发货';
  if (stock === 0) return '已售罄';
  return stock <= 10 ? `仅剩 ${stock} 件` : `库存 ${stock} 件`;
}

/** `颜色：红色 · 规格：200 克` */
export function attributeWords(attributes) {
  return attributes.map(({ name, value }) => `${name}：${value}`).join(' · ');
}

/** A time of the API as it stands there, in China's time, without its offset. */
export function timeWords(time) {
  return time.slice(0, 19).replace('T', ' ');
}

function two(number) {
  return String(number).padStart(2, '0');
}

/** A duration as a clock: `29:07`, `1:00:00`. What is over is `00:00`. */
export function clockWords(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** An address on one line. */
export function addressWords({ province, city, district, detail }) {
  const place = province === city ? [city, district] : [province, city, district];
  return `${place.join(' ')} ${detail}`;
}

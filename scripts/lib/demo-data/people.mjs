import { setTimeout as pause } from 'node:timers/promises';
import { call } from '../campaign/shop.mjs';

/** Of the demo's users, who have it too. */
const PASSWORD = 'demo-demo-1';

/** So often is asked what the shop could not answer for the moment, and after so long. */
const MOST_TRIES = 20;
const AGAIN_MS = 500;

const NAMES = [
  ['lin-xiaoyu', '林晓雨', '上海市', '上海市', '徐汇区', '漕溪北路 88 号 1203 室'],
  ['zhang-wei', '张伟', '广东省', '深圳市', '南山区', '科技园南路 12 号'],
  ['chen-jing', '陈静', '浙江省', '杭州市', '西湖区', '文三路 259 号'],
  ['wang-lei', '王磊', '四川省', '成都市', '武侯区', '天府大道中段 530 号'],
  ['liu-yang', '刘洋', '湖北省', '武汉市', '洪山区', '珞喻路 1037 号'],
  ['zhao-min', '赵敏', '江苏省', '南京市', '鼓楼区', '汉口路 22 号'],
  ['sun-hao', '孙浩', '北京市', '北京市', '朝阳区', '望京街 9 号'],
  ['zhou-ting', '周婷', '福建省', '厦门市', '思明区', '环岛路 66 号'],
  ['wu-gang', '吴刚', '陕西省', '西安市', '雁塔区', '高新路 25 号'],
  ['xu-lan', '徐岚', '山东省', '青岛市', '市南区', '香港中路 40 号'],
  ['he-jun', '何俊', '湖南省', '长沙市', '岳麓区', '麓山南路 2 号'],
  ['ma-li', '马丽', '重庆市', '重庆市', '渝中区', '解放碑民权路 28 号'],
];

/** Who registers when all is done and buys nothing: that this one is there says that the two weeks are. */
const LAST = 'gao-feng';

/** Everybody of the demo's two weeks, signed in: buyers with an address each, and the staff. */
export class People {
  #base;
  #tokens = new Map();

  /** @param {string} base the API's address */
  constructor(base) {
    this.#base = base;
  }

  get buyers() {
    return NAMES.map(([name]) => name);
  }

  /** Whether everybody is there, and with them the two weeks. */
  async areAllThere() {
    return this.#isThere(LAST);
  }

  /** Whether somebody is: a run has begun, to whatever end. */
  async areSomeThere() {
    return this.#isThere(this.buyers[0]);
  }

  /** Signs the demo's staff in. */
  async gatherStaff() {
    await Promise.all(['operator', 'finance', 'support'].map((name) => this.#signIn(name)));
  }

  /** Registers the buyers, and signs those in who are there. */
  async gatherBuyers() {
    // Hashes of passwords are what this takes, each on a thread of its own.
    await Promise.all(NAMES.map((person, nth) => this.#gatherBuyer(person, nth)));
  }

  /** When a buyer ordered last, ms since 1970; -Infinity where nobody has. */
  async lastOrderAt() {
    const lists = this.buyers.map((name) => this.as(name).get('/api/v1/orders?limit=1'));
    const times = (await Promise.all(lists)).flatMap(({ items }) => items);
    return Math.max(...times.map(({ createdAt }) => Date.parse(createdAt)));
  }

  /** Says that the two weeks are there. */
  async beAllThere() {
    await this.#register(LAST);
  }

  /**
   * Who asks the API as somebody, null as nobody. Each call answers the body, and throws an Error for a refusal.
   *
   * @param {string | null} name
   */
  as(name) {
    const token = name === null ? null : this.#tokens.get(name);
    const ask = async (method, path, body) => {
      const answer = await askPatiently(() => call(this.#base, token, method, path, body));
      if (answer.status < 400) return answer.body;
      const { status } = answer;
      const text = `${name}: ${method} ${path}: ${status} ${JSON.stringify(answer.body)}`;
      throw Object.assign(new Error(text), { status });
    };
    return {
      get: (path) => ask('GET', path),
      post: (path, body = {}) => ask('POST', path, body),
      patch: (path, body) => ask('PATCH', path, body),
      delete: (path) => ask('DELETE', path),
    };
  }

  /** Ends the sessions of all. */
  async leave() {
    const leaving = [...this.#tokens.keys()].map((name) =>
      this.as(name).post('/api/v1/auth/logout'),
    );
    await Promise.all(leaving);
  }

  async #isThere(username) {
    const { status } = await this.#signIn(username);
    return status === 200;
  }

  async #gatherBuyer([username, receiver, province, city, district, detail], nth) {
    if (!(await this.#isThere(username))) await this.#register(username);
    const buyer = this.as(username);
    if ((await buyer.get('/api/v1/addresses')).items.length > 0) return;
    const mobile = `139${String(10_000_000 + nth * 731_453)}`;
    const address = { tag: '家', receiver, mobile, province, city, district, detail };
    await buyer.post('/api/v1/addresses', address);
  }

  async #register(username) {
    const account = { username, password: PASSWORD };
    const { token } = await this.as(null).post('/api/v1/auth/register', account);
    this.#tokens.set(username, token);
  }

  async #signIn(username) {
    const body = { username, password: PASSWORD };
    const answer = await askPatiently(() =>
      call(this.#base, null, 'POST', '/api/v1/auth/login', body),
    );
    if (answer.status === 200) this.#tokens.set(username, answer.body.token);
    return answer;
  }
}

/** A busy machine may keep the shop from an answer in time: it says so, has done nothing, and is asked again. */
async function askPatiently(ask) {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (answer.status !== 503 || tries === MOST_TRIES) return answer;
    await pause(AGAIN_MS);
  }
}

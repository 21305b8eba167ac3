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

  /** Whether the buyers are there already, and with them the rest. */
  async areThere() {
    const [name] = this.buyers;
    const { status } = await this.#signIn(name);
    return status === 200;
  }

  /** Registers the buyers and signs the demo's staff in. */
  async gather() {
    // Hashes of passwords are what this takes, each on a thread of its own.
    const signingIn = ['operator', 'finance', 'support'].map((name) => this.#signIn(name));
    await Promise.all([...NAMES.map((_, nth) => this.#register(nth)), ...signingIn]);
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

  async #register(nth) {
    const [username, receiver, province, city, district, detail] = NAMES[nth];
    const account = { username, password: PASSWORD };
    const { token } = await this.as(null).post('/api/v1/auth/register', account);
    this.#tokens.set(username, token);
    const mobile = `139${String(10_000_000 + nth * 731_453)}`;
    const address = { tag: '家', receiver, mobile, province, city, district, detail };
    await this.as(username).post('/api/v1/addresses', address);
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

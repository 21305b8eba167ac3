import type { AppConfig } from './app.config.js';
import type { EnvReader } from './env-reader.js';
import { MEIDUO_PAGE } from './page-template.js';

const SHOPS = ['dadashop', 'meiduo', 'luffy'] as const;

/** An old front end that this backend serves. */
export type Shop = (typeof SHOPS)[number];

/** The four old front ends; meiduo's two share one name. */
export class StorefrontsConfig {
  readonly shops: readonly Shop[];
  /** Put before pictures' paths by dadashop's pages (`base_url`). */
  readonly pictureBase: string;
  /** So many orders at most are in dadashop's list when its page names no page. */
  readonly dadashopMaxListed: number;
  /** Where Alipay sends the buyer's browser, by shop. */
  readonly returnUrls: Readonly<Record<Shop, string>>;
  /** The same for meiduo's separate front end, which has a page of its own. */
  readonly meiduoApiReturnUrl: string;
  /** Where meiduo's result page leads to. */
  readonly meiduoOrdersUrl: string;

  /** The template of meiduo's result page; null for the one that is in the program. */
  readonly meiduoStatusTemplate: string | null;

  constructor(env: EnvReader, app: AppConfig) {
    const named = env.list('STOREFRONTS', SHOPS);
    this.shops = SHOPS.filter((shop) => named.includes(shop));
    if (named.some((name) => !SHOPS.some((shop) => shop === name))) {
      env.fault('STOREFRONTS', `must name some of ${SHOPS.join(', ')}`);
    }
    this.pictureBase = env.text('PICTURE_BASE_URL', app.publicUrl);
    this.dadashopMaxListed = env.integer('DADASHOP_MAX_LISTED', 500, 1, 5_000);
    const page = this.shops.includes('meiduo') ? '/payment/status/' : '/api/v1/alipay/return';
    const resultPage = app.publicUrl + page;
    this.returnUrls = {
      dadashop: env.optionalPage('DADASHOP_RETURN_URL') ?? resultPage,
      meiduo: env.optionalPage('MEIDUO_RETURN_URL') ?? resultPage,
      luffy: env.optionalPage('LUFFY_RETURN_URL') ?? resultPage,
    };
    this.meiduoApiReturnUrl = env.optionalPage('MEIDUO_API_RETURN_URL') ?? this.returnUrls.meiduo;
    this.meiduoOrdersUrl = env.optionalLink('MEIDUO_ORDERS_URL') ?? app.ordersPage;
    this.meiduoStatusTemplate = env.optionalTemplate('MEIDUO_STATUS_TEMPLATE', MEIDUO_PAGE);
  }
}

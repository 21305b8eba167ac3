import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { readSettings } from '../../config/settings.js';
import { AddressesService } from '../addresses/addresses.service.js';
import { DEMO_PASSWORD, DEMO_USERS } from '../auth/demo-users.js';
import { Users } from '../auth/users.service.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { Transactions } from '../database/transactions.js';
import { DemoDataModule } from './demo-data.module.js';
import { endFailed } from './stopping.js';

const goods = (name: string, price: string, stock: number, attributes: [string, string][]) => ({
  name,
  price,
  stock,
  picture: '',
  attributes: attributes.map(([attribute, value]) => ({ name: attribute, value })),
  requiresShipping: true,
});
const course = (name: string, price: string) => ({
  name,
  price,
  stock: null,
  picture: '',
  attributes: [{ name: '形式', value: '在线课程' }],
  requiresShipping: false,
});

const CATALOGUE = [
  goods('云岭白茶 2026 春', '168.00', 80, [['规格', '200 克']]),
  goods('手冲咖啡壶', '239.00', 40, [['颜色', '黑色']]),
  goods('手冲咖啡壶', '239.00', 25, [['颜色', '红色']]),
  goods('麻布双肩包', '329.00', 30, [
    ['颜色', '米白'],
    ['容量', '18 升'],
  ]),
  goods('便携保温杯', '89.90', 120, [['颜色', '青绿']]),
  goods('护眼台灯', '199.00', 60, [['色温', '4000K']]),
  goods('羊毛围巾', '258.00', 15, [['颜色', '驼色']]),
  goods('一分钱贴纸', '0.01', 1_000, [['图案', '小鱼']]),
  course('TypeScript 从入门到上线', '99.00'),
  course('支付系统设计：一分钱都不能少', '299.00'),
  course('MySQL 锁与事务', '129.00'),
  course('Redis 队列实战', '0.01'),
];

const ADDRESS = {
  tag: '家',
  receiver: '王小明',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '中关村大街 1 号',
};

async function load(context: INestApplicationContext): Promise<void> {
  const users = context.get(Users);
  for (const { username, role } of DEMO_USERS) {
    const { id } = await users.ensureDemoUser(username, DEMO_PASSWORD, role);
    if (role === 'customer') await loadAddress(context, id);
  }
  const catalog = context.get(CatalogService);
  const { items } = await catalog.list({ limit: 1, after: null, list: '' });
  if (items.length > 0) return;
  await context.get(Transactions).run(async (tx) => {
    for (const sku of CATALOGUE) await catalog.create(tx, sku);
  });
}

async function loadAddress(context: INestApplicationContext, userId: number): Promise<void> {
  const addresses = context.get(AddressesService);
  if ((await addresses.list(userId)).length > 0) return;
  await context.get(Transactions).run((tx) => addresses.create(tx, userId, ADDRESS));
}

/** Loads the demo catalogue, users and address where they are absent. Refuses to touch a production database. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.app.production) throw new Error('The demo data is for development only.');
  const context = await NestFactory.createApplicationContext(DemoDataModule.with(settings), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    await load(context);
  } finally {
    await context.close();
  }
}

await main().catch(endFailed);

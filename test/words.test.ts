import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const PLACES = ['src', 'docs', 'ops', 'scripts', 'README.md', 'README.zh-CN.md'];

/** Words that would be a second one for a thing that has its own, and the one that it has. */
const SECOND_WORDS: readonly (readonly [RegExp, string])[] = [
  [/异常事件|资金事件|待处理事项|异常款项|(作为|列为)事件|事件挂起/u, '异常资金 (incident)'],
  [/(?<!异步)通知事件|消息事件/u, '事件 (event)'],
  [/退款单号/u, '退款请求号 (out_request_no)'],
  [/运营者|管理员用户|操作人员/u, '运营人员 (operator)'],
  [/差额项|不一致项/u, '差异 (discrepancy)'],
  [/回调地址|回调网址/u, '通知地址 (notify address)'],
];

function filesIn(place: string): string[] {
  const path = join(ROOT, place);
  if (!statSync(path).isDirectory()) return [place];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.(ts|js|mjs|md|html)$/.test(name)).map((one) => join(place, one));
}

const texts = PLACES.flatMap((place) =>
  filesIn(place).map((name) => [name, readFileSync(join(ROOT, name), 'utf8')] as const),
);

describe('one word for one thing, in Chinese', () => {
  it('finds texts to look at', () => {
    expect(texts.filter(([, text]) => /\p{Script=Han}/u.test(text)).length).toBeGreaterThan(60);
  });

  it.each(SECOND_WORDS)('nothing says %s', (second, first) => {
    const found = texts.flatMap(([name, text]) =>
      text.split('\n').flatMap((line, i) => (second.test(line) ? [`${name}:${i + 1}`] : [])),
    );
    expect({ first, found }).toEqual({ first, found: [] });
  });
});

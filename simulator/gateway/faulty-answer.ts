import { setTimeout as pause } from 'node:timers/promises';
import { answerBody, rootOf, UNKNOWN_NODE, type AnswerNode } from './answers.js';
import type { ServerMethod } from './call.js';
import { CUT, html, jsonText, type Reply } from '../http.js';
import type { World } from '../world.js';

const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head></html>';

type Spoil = (
  body: string,
  key: World['alipayPrivateKey'],
  root: string,
  node: AnswerNode,
) => Reply;

/** What each fault makes of an answer whose action is done. The first that happens is the one that is seen. */
const spoils = {
  loseAnswers: () => CUT,
  failAnswers: () => html(502, BAD_GATEWAY),
  unknownAnswers: (_, key, root) => jsonText(200, answerBody(root, UNKNOWN_NODE, key)),
  garbleAnswers: (body) => jsonText(200, body.slice(0, body.length / 2)),
  unsignAnswers: (_, _key, root, node) => jsonText(200, answerBody(root, node, null)),
  missignAnswers: (body, key, root) => {
    const [, sign = ''] = /"sign":"([^"]+)"\}$/.exec(answerBody(root, UNKNOWN_NODE, key)) ?? [];
    return jsonText(200, body.replace(/"sign":"[^"]+"\}$/, `"sign":"${sign}"}`));
  },
} as const satisfies Readonly<Record<string, Spoil>>;

/** Sends the answer to a server's call, as it should be or as the switches want it. */
export async function answerOrFault(
  world: World,
  method: ServerMethod,
  node: AnswerNode,
): Promise<Reply> {
  const { faults, alipayPrivateKey: key } = world;
  const root = rootOf(method);
  const body = answerBody(root, node, key);
  const slowMs = faults.slowness(method);
  const names = Object.keys(spoils) as (keyof typeof spoils)[];
  const fault = names.find((name) => faults.happens(name, method));
  if (slowMs > 0) await pause(slowMs, undefined, { ref: false });
  return fault === undefined ? jsonText(200, body) : spoils[fault](body, key, root, node);
}

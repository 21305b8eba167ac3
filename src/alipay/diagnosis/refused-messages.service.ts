import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { bytesIn } from '../../http/bodies/form-fields.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { ALIPAY_KEYS, type AlipayKeys } from '../keys.js';
import { type KeyHint, keyHintOf } from '../key-hint.js';
import { readMessage } from '../message-fields.js';
import { diagnoseAnswer } from './answer-diagnosis.js';
import { contextOf } from './context.js';
import { bytesOfText } from '../byte-text.js';
import type { Draft } from './draft.js';
import type { MessageFindings } from './findings.js';
import { BRIEF } from './mending.js';
import { hintOf, type MessageMistake } from './message-diagnoses.js';
import { diagnoseMessage } from './message-diagnosis.js';

/** What to say of a refused message beside that it was refused. */
export interface RefusalHint extends KeyHint {
  /** The known mistake; null: none was found, or too many messages were refused to look at each. */
  readonly diagnosis: MessageMistake | null;
}

/** Anybody can send notifies that do not verify, and to look at one takes milliseconds. Answers we have asked for. */
const NOTIFIES_IN_A_MINUTE = 12;
const ANSWERS_IN_A_MINUTE = 200;
const MINUTE_MS = 60_000;

/** Alipay's are far shorter; the time that it takes grows with them. */
const MOST_CHARACTERS = 4_096;

/** Says in the doctor's words why a message was refused, for a bounded number of them. */
@Injectable()
export class RefusedMessages {
  private readonly context;
  private readonly notifies = new Allowance(NOTIFIES_IN_A_MINUTE);
  private readonly answers = new Allowance(ANSWERS_IN_A_MINUTE);

  constructor(
    private readonly config: AlipayConfig,
    @Inject(ALIPAY_KEYS) keys: AlipayKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.context = contextOf(config, keys);
  }

  /** What to look at when a notify is refused: the order that it names, whoever wrote it, our key, and the mistake. */
  ofNotify(form: unknown): RefusalHint & { readonly outTradeNo: string | null } {
    const named = readMessage(form)?.fields.get('out_trade_no') ?? '';
    const outTradeNo = /^\w{1,64}$/.test(named) ? named : null;
    const draft = draftOf(form);
    const sample = { as: 'form', draft, undone: [], twice: [], isCut: false } as const;
    return {
      outTradeNo,
      ...this.hint(this.notifies, sizeOf(draft), () =>
        diagnoseMessage([sample], this.context, BRIEF),
      ),
    };
  }

  /** What to look at when an answer of the gateway is not believed. */
  ofAnswer(body: string): RefusalHint {
    return this.hint(this.answers, body.length, () =>
      diagnoseAnswer(Buffer.from(body), this.context),
    );
  }

  private hint(allowance: Allowance, size: number, look: () => MessageFindings): RefusalHint {
    const bare = keyHintOf(this.config);
    const isLooked = size <= MOST_CHARACTERS && allowance.take(this.clock.now());
    const [first] = isLooked ? look().mistakes : [];
    if (first === undefined) return { ...bare, diagnosis: null };
    return { ...bare, diagnosis: first.code, hint: hintOf(first.code) };
  }
}

/** So many in a minute. */
class Allowance {
  private since = 0;
  private taken = 0;

  constructor(private readonly most: number) {}

  take(now: Date): boolean {
    if (now.getTime() - this.since >= MINUTE_MS) {
      this.since = now.getTime();
      this.taken = 0;
    }
    this.taken += 1;
    return this.taken <= this.most;
  }
}

function sizeOf(draft: Draft): number {
  return [...draft].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}

/** The texts of a form, by their bytes where those are known. */
function draftOf(form: unknown): Draft {
  if (typeof form !== 'object' || form === null) return new Map();
  const bytes = bytesIn(form);
  const fields = Object.entries(form).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(fields.map(([name, value]) => [name, bytes?.get(name) ?? bytesOfText(value)]));
}

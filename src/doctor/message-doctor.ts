import { Inject, Injectable } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { outsideContext } from '../alipay/diagnosis/context.js';
import { diagnose } from '../alipay/diagnosis/diagnose.js';
import type { MessageFindings } from '../alipay/diagnosis/findings.js';
import { CLOCK, type Clock } from '../kernel/clock.js';

/** It holds up every other request of the process: a tenth of what a command may take. */
const IN_A_REQUEST = { depth: 2, drafts: 800 } as const;

/** Says of what somebody pasted why it verifies or does not. Reads keys, keeps nothing, and tells Alipay nothing. */
@Injectable()
export class MessageDoctor {
  constructor(
    private readonly config: AlipayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What a text is, and which known mistake makes it verify. The keys that lie beside ours are tried, too. */
  examine(text: string): MessageFindings {
    const context = outsideContext(this.config, this.clock.now());
    return diagnose(Buffer.from(text), context, IN_A_REQUEST);
  }
}

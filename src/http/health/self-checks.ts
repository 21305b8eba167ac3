import { Injectable } from '@nestjs/common';

/** What a process has found out about itself that is wrong, though it can take requests: such as a key. */
@Injectable()
export class SelfChecks {
  private readonly faults = new Set<string>();

  /** Says whether something is wrong now; `fault` is a word for programs. */
  set(fault: string, isWrong: boolean): void {
    if (isWrong) this.faults.add(fault);
    else this.faults.delete(fault);
  }

  /** What is wrong now, by name. */
  list(): string[] {
    return [...this.faults].toSorted();
  }
}

import type { DataSource } from 'typeorm';
import { plusMs } from '../../kernel/clock.js';
import { good, note, wrong } from '../../kernel/diagnosis.js';
import type { ForwardedFacts } from '../../http/forwarded-watch.js';
import type { DoctorFinding } from '../diagnoses.js';
import type { ProcessMistake } from '../process-diagnoses.js';
import { type Sighting, SIGHTING_GONE_MS } from '../sightings.js';
import { readNotifyHistory, readSightings } from './facts.repository.js';

const DAYS = 7;
const DAY_MS = 86_400_000;

/** Fewer payments say nothing of how notifies come. */
const ENOUGH = 3;
const ENOUGH_FOR_SHARE = 10;

/** The last payments, and for how many of them a notify has come. */
export interface NotifyHistory {
  readonly paid: number;
  readonly notified: number;
}

/** How the notifies of the last 500 payments came, of those that were paid within a week. Reads, and changes nothing. */
export function notifyHistory(source: DataSource, now: Date): Promise<NotifyHistory> {
  return readNotifyHistory(source, plusMs(now, -DAYS * DAY_MS));
}

/** Whether notifies come at all. Pure. */
export function judgeHistory({ paid, notified }: NotifyHistory): DoctorFinding {
  const en = `${paid} payments of the last ${DAYS} days, a notify for ${notified}`;
  const zh = `最近 ${DAYS} 天 ${paid} 笔付款，其中 ${notified} 笔收到通知`;
  if (paid >= ENOUGH && notified === 0) return wrong('notifies-never', en, zh);
  if (paid >= ENOUGH_FOR_SHARE && notified * 2 < paid) return note('notifies-few', en, zh);
  return good(en, zh);
}

/** The processes that were seen within a minute. Reads, and changes nothing. */
export function sightings(source: DataSource, now: Date): Promise<Sighting[]> {
  return readSightings(source, plusMs(now, -SIGHTING_GONE_MS));
}

/** Whether there is a worker. Pure. */
export function judgeProcesses(seen: readonly Sighting[]): DoctorFinding {
  const count = (kind: Sighting['kind']) => seen.filter((one) => one.kind === kind).length;
  const text = `api ${count('api')}, worker ${count('worker')}`;
  if (seen.length === 0) return note('nothing-runs', text);
  return count('worker') === 0 ? wrong('worker-missing', text) : good(text);
}

/** Fewer requests say nothing of the proxies. */
const ENOUGH_REQUESTS = 20;

/** Whether as many proxies are trusted as append to `X-Forwarded-For`. Pure. */
export function judgeProxies(seen: readonly Sighting[]): DoctorFinding[] {
  const found = seen.flatMap(({ facts }) => proxyFinding(facts.proxies ?? 0, facts) ?? []);
  const codes = new Map(found.map((one) => [one.verdict === 'good' ? '' : one.code, one]));
  return [...codes.values()];
}

function proxyFinding(trusted: number, { forwarded }: Sighting['facts']): DoctorFinding | null {
  if (forwarded === undefined || forwarded.requests === 0) return null;
  const entries = forwarded.fewestEntries ?? 0;
  const count = `${forwarded.forwarded}/${forwarded.requests}`;
  const en = `TRUST_PROXY ${trusted}; X-Forwarded-For in ${count} requests, at least ${entries} entries`;
  const zh = `TRUST_PROXY ${trusted}；${count} 个请求带 X-Forwarded-For，至少 ${entries} 个条目`;
  const mistake = forwarded.requests < ENOUGH_REQUESTS ? null : proxyMistake(trusted, forwarded);
  return mistake === null ? good(en, zh) : wrong(mistake, en, zh);
}

function proxyMistake(
  trusted: number,
  { requests, forwarded, fewestEntries }: ForwardedFacts,
): ProcessMistake | null {
  if (trusted === 0) return forwarded * 2 > requests ? 'proxy-untrusted' : null;
  if (fewestEntries === null) return 'proxy-silent';
  if (fewestEntries === trusted) return null;
  return fewestEntries < trusted ? 'proxy-too-high' : 'proxy-too-low';
}

import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';

/** Node's own servers end a connection after 5 s of rest: ours is gone before. */
const REST_MS = 4_000;

/** Then names are asked for again, and looked at again, however busy the connections are. */
const NAMES_HOLD_MS = 60_000;

interface Agents {
  readonly since: number;
  readonly plain: PlainAgent;
  readonly tls: TlsAgent;
}

/**
 * Connections that serve one delivery after the other. Each was made to an address that was allowed when its name was
 * looked up, and stays with that address.
 */
export class KeptConnections {
  private agents = newAgents();

  /** Whose connections an address may use: after a minute others, and the old ones end when they rest. */
  agentFor({ protocol }: URL): PlainAgent {
    if (performance.now() - this.agents.since > NAMES_HOLD_MS) this.agents = newAgents();
    return protocol === 'https:' ? this.agents.tls : this.agents.plain;
  }
}

function newAgents(): Agents {
  const options = { keepAlive: true, timeout: REST_MS };
  return {
    since: performance.now(),
    plain: new PlainAgent(options),
    tls: new TlsAgent(options),
  };
}

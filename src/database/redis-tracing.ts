import type { Cluster, Command, Redis } from 'ioredis';
import { beginPart, failSpan, tracing } from '../kernel/tracing.js';

/** A client of one server and one of a cluster are sent commands alike. */
type Send = (command: Command, ...how: unknown[]) => unknown;

/** Tells of the commands of a client as spans: their names, never what they carry. */
export function traceCommands<Client extends Redis | Cluster>(client: Client): Client {
  if (!tracing.isOn) return client;
  const sender = client as { sendCommand: Send };
  const send = sender.sendCommand.bind(client);
  sender.sendCommand = (command, ...how) => {
    const span = beginPart(command.name, { 'db.system.name': 'redis' });
    if (span !== null) {
      command.promise.then(
        () => span.end(),
        (error: unknown) => {
          failSpan(span, error);
          span.end();
        },
      );
    }
    return send(command, ...how);
  };
  return client;
}

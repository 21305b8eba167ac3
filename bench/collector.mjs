/** Takes the traces that processes tell, as a collector of OpenTelemetry does, and forgets them. */
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
server.listen(Number(process.env.COLLECTOR_PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

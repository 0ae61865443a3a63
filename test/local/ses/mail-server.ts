import { createServer, type Server, type Socket } from 'node:net';

interface Received {
  readonly to: string[];
  readonly data: string;
}

/** A mail server that answers each line as `answer` says; by default it takes everything. */
export async function mailServer(answer: (line: string) => string | undefined = () => undefined, port = 0) {
  const received: Received[] = [];
  const talk = (socket: Socket) => {
    let to: string[] = [];
    let data: string[] | undefined;
    let rest = '';
    socket.on('error', () => {});
    socket.write('220 mail.example\r\n');
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (data !== undefined && line !== '.') data.push(line);
        else if (data !== undefined) {
          const reply = answer('.') ?? '250 taken';
          if (reply.startsWith('250')) received.push({ to, data: data.join('\r\n') });
          [data, to] = [undefined, []];
          socket.write(`${reply}\r\n`);
        } else if (line.startsWith('QUIT')) socket.end('221 bye\r\n');
        else {
          const reply = answer(line) ?? (line.startsWith('DATA') ? '354 go on' : '250 ok');
          if (line.startsWith('RCPT') && reply.startsWith('250')) to.push(/<(.*)>/.exec(line)?.[1] ?? '');
          if (reply.startsWith('354')) data = [];
          socket.write(`${reply}\r\n`);
        }
      }
    });
  };
  const server: Server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const used = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { received, close, url: `smtp://127.0.0.1:${used}`, port: used };
}

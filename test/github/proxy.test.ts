/** Proxies are honoured, as the runner's variables name them. */
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { withScenario } from '../action/support/scenario.ts';

it('a run behind a proxy reaches GitHub through it', { timeout: 60_000 }, async () => {
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    // The proxy alone knows the way to the host.
    const [, port = ''] = (request.url ?? '').split(':');
    const target = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket);
      socket.pipe(target);
    });
    const end = (): void => {
      target.destroy();
      socket.destroy();
    };
    target.on('error', end);
    socket.on('error', end);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const bound = proxy.address();
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
  try {
    await withScenario({ 'm.py': 'a = 1\n' }, { 'm.py': 'a = 1\nx = 1  # finding high\n' }, async (scenario) => {
      const address = `http://127.0.0.1:${String(port)}`;
      const api = scenario.server.url.replace('127.0.0.1', 'github.example');
      const env = {
        http_proxy: address,
        https_proxy: address,
        GITHUB_API_URL: api,
        GITHUB_GRAPHQL_URL: `${api}/graphql`,
      };
      const ran = await scenario.run({ action: 'opened', env });
      expect(ran.outputs['published']).toBe('full');
      expect(scenario.comments()).toHaveLength(1);
      expect(tunnels.some((target) => target.startsWith('github.example:'))).toBe(true);
    });
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { assert } from 'chai';

import { buildPdf } from '../../core/test/support/signing.ts';
import { cinnabar, program, temporaryFolder } from './support/cli.ts';

describe('cinnabar, ended by somebody else', () => {
  const files = temporaryFolder();

  before(() => {
    files.write('contract.pdf', buildPdf());
    assert.equal(cinnabar(['ca', 'init', files.path('authority')]).code, 0);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`stops working at ${signal}, and signs nothing afterwards`, async () => {
      const silent = createServer();
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const who = ['--sandbox', files.path('authority'), '--name', '王小明', '-o', files.path('signed.pdf')];
      const tsa = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
      const child = spawn(process.execPath, [
        ...[program, 'sign', files.path('contract.pdf'), '--field', 'sig-worker', '--tsa', tsa],
        ...who,
      ]);
      try {
        const [request] = (await once(silent, 'request')) as [IncomingMessage];
        const gone = once(request.socket, 'close');
        child.kill(signal);
        const [, ended] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
        assert.equal(ended, signal);
        // The question is dropped only when nobody is left who waits for the answer; else the authority's ten seconds pass.
        const left = await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000, 'works on'))]);
        assert.notEqual(left, 'works on');
        assert.isFalse(existsSync(files.path('signed.pdf')));
      } finally {
        silent.closeAllConnections();
        silent.close();
      }
    });
  }
});

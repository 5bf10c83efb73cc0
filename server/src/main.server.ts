// One file for both places in which the server runs: a process of Node, and a worker of a browser, where there is no `process`.
// Each takes only what it needs, as what the other needs is not there.
if (typeof process === 'undefined')
  void import('./lsp/worker-server.ts').then(({ startWorkerServer }) => startWorkerServer());
else void import('./lsp/server.ts').then(({ startServer }) => startServer());

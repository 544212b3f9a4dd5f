import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../lib/run.mjs';
import { contractFiles } from './documents.mjs';
import { EmployerScenes } from './employer.mjs';
import { judge } from './judges.mjs';
import { renderPages } from './pages.mjs';
import { startServer } from './server.mjs';
import { Stage } from './stage.mjs';
import { WorkerScenes } from './worker.mjs';

const out = join(root, 'demo-output');
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** Who signs first and where the worker sits differ, so that both orders and both sizes are seen. */
const runs = [
  {
    id: 'a',
    title: 'one file, worker first, on a phone',
    files: ['labour-contract.libreoffice.pdf'],
    worker: { name: '李𬭎', phone: '13900000002', viewport: phone },
    first: 'worker',
  },
  {
    id: 'b',
    title: 'two files, employer first, worker on a PC',
    files: ['labour-contract.chromium.pdf', 'confidentiality-agreement.chromium.pdf'],
    worker: { name: '王㛃䶮', phone: '13900000003', viewport: desktop },
    first: 'employer',
  },
];

const say = (line) => console.log(line);

async function play(run, server, stage) {
  say(`\nRun ${run.id.toUpperCase()}: ${run.title}`);
  const files = await contractFiles(run.files);
  if (files.samples > 0) say('  the corpus is not here: using the sample that ships with the project');

  const employer = new EmployerScenes(await stage.actor(run.id, 'employer', desktop), server, say);
  const contractId = await employer.start({ files, name: `劳动合同（${run.worker.name}）`, worker: run.worker.name });
  const worker = new WorkerScenes(await stage.actor(run.id, 'worker', run.worker.viewport), server, say, run.worker);
  if (run.first === 'worker') {
    await worker.sign(contractId);
    await employer.sign(contractId);
  } else {
    await employer.sign(contractId);
    await worker.sign(contractId);
  }
  await worker.checkDone(contractId);
  const signed = await employer.download(contractId, join(out, 'signed'), run.id);
  await worker.checkSameBytes(contractId, signed);
  await writeFile(join(out, `evidence-${run.id}.json`), JSON.stringify(await employer.evidence(contractId), null, 2));
  await stage.leave(run.id);
  return signed;
}

/** Plays every run; resolves to the signed files, and whether all went through. */
async function playAll(server, stage) {
  const signed = [];
  try {
    for (const run of runs) signed.push(...(await play(run, server, stage)));
    return { signed, complete: true };
  } catch (error) {
    await stage.picture('failure');
    say(`✗ ${process.env.DEBUG ? error.stack : error.message.split('\n')[0]}`);
    say('  Every screen at that moment: demo-output/screenshots/*-failure-*');
    return { signed, complete: false };
  }
}

await rm(out, { recursive: true, force: true });
for (const folder of ['screenshots', 'signed', 'pages']) await mkdir(join(out, folder), { recursive: true });

const authority = join(out, 'ca.pem');
const server = await startServer(join(out, 'data'), join(out, 'server.log'));
say(`▸ Reference system on ${server.origin}, fresh data below demo-output/data`);
let stage, played;
try {
  await writeFile(authority, await (await fetch(`${server.origin}/sandbox/ca.pem`)).text());
  stage = await Stage.open(server.origin, join(out, 'screenshots'));
  played = await playAll(server, stage);
} finally {
  await stage?.close();
  await server.stop();
}
const { signed, complete } = played;

say('\nVerdicts');
const files = [];
for (const path of signed) files.push(await judge(path, authority, say));
for (const problem of stage.problems) say(`  ✗ pages     ${problem}`);
if (stage.problems.length === 0) say('  ✓ pages     no console error, no policy violation, no third-party request');
await writeFile(join(out, 'verdicts.json'), JSON.stringify({ complete, pages: stage.problems, files }, null, 2));
await renderPages(signed, join(out, 'pages'));

const good = files.every(({ judgements }) => judgements.every(({ result }) => result !== 'failed'));
const passed = complete && good && stage.problems.length === 0;
say(passed ? '\nEvery verdict is what it must be.' : '\nSomething is not what it must be.');
say('See demo-output: signed/, pages/, screenshots/, evidence-*.json, verdicts.json, ca.pem');
process.exitCode = passed ? 0 : 1;

import { cpus } from 'node:os';

const suites = {
  core: async () => (await import('./core.mjs')).benchCore,
  size: async () => (await import('./size.mjs')).benchSize,
};
const smoke = process.argv.includes('--smoke');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--smoke');
const unknown = wanted.find((name) => !(name in suites));
if (unknown) {
  console.error(`✗ There is no bench named ${unknown}. There are: ${Object.keys(suites).join(', ')}`);
  process.exit(64);
}
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
for (const [name, load] of Object.entries(suites)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n## ${name}\n`);
  const suite = await load();
  const report = (head, rows) => {
    for (const row of [head, head.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
  };
  await suite(report, { smoke });
}

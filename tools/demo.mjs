/** `npm run demo`: two contracts signed by employer and worker in a real browser, judged by other people's verifiers. */
import { ensurePortal } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { ensureJudges, pyHankoPython } from './lib/judges.mjs';
import { command, pinnedNode, run } from './lib/run.mjs';

command(async () => {
  await ensureInstalled();
  const chromium = await ensureChromium();
  await ensureJudges();
  await ensurePortal();
  const { code } = await run(
    pinnedNode(),
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'tools/demo/main.mjs'],
    { env: { CHROME_PATH: chromium, CINNABAR_PYHANKO_PYTHON: pyHankoPython() ?? '' } },
  );
  process.exit(code);
});

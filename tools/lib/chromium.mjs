import { existsSync } from 'node:fs';

import { installDebianPackages, mayInstallDebianPackages } from './debian.mjs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Flags for a headless run that asks nothing of the network and works as root in a container. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a Chromium: `CHROME_PATH`, else the usual places; undefined when there is none. */
export function findChromium() {
  return [process.env.CHROME_PATH, ...usual].find((path) => path && existsSync(path));
}

/** As {@link findChromium}, installing Debian's package where that may be done. Throws one sentence when there is none. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROME_PATH) throw new Error(`CHROME_PATH names ${process.env.CHROME_PATH}, which does not exist.`);
  if (mayInstallDebianPackages()) await installDebianPackages(['chromium', 'fonts-noto-cjk']);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'No Chromium found: install Chromium or Chrome, or set CHROME_PATH to its executable, and run this again.',
  );
}

import { existsSync } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium to test with: `CHROME_PATH`, else the usual places; undefined when there is none. */
export function findChromium() {
  return [process.env.CHROME_PATH, ...usual].find((path) => path && existsSync(path));
}

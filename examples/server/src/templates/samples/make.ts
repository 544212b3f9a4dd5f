/**
 * Prints the sample contract to PDF with the server's own font:
 * `node examples/server/src/templates/samples/make.ts` (CHROME_PATH names the browser when it is not Playwright's own).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const font = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
);
const executablePath = process.env['CHROME_PATH'];
const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  const page = await browser.newPage();
  await page.route('http://sample.invalid/**', async (route) => {
    const isFont = route.request().url().endsWith('/font.ttf');
    await route.fulfill({
      contentType: isFont ? 'font/ttf' : 'text/html; charset=utf-8',
      body: await readFile(isFont ? font : new URL('./labour-contract.html', import.meta.url)),
    });
  });
  await page.goto('http://sample.invalid/');
  await page.evaluate('document.fonts.ready');
  const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: false });
  await writeFile(new URL('./labour-contract.pdf', import.meta.url), pdf);
} finally {
  await browser.close();
}

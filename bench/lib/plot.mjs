/** Plots as SVG files: both axes logarithmic, legible on light and dark ground. */
import { mkdir, writeFile } from 'node:fs/promises';

const folder = new URL('../../docs/images/', import.meta.url);
const [width, height] = [760, 420];
const frame = { left: 64, top: 24, right: 250, bottom: 48 };
/** Middle tones: enough contrast on white and on black. Dashes and marks tell lines apart without colour. */
const styles = [
  { colour: '#8a8a8a', dash: '2 4' },
  { colour: '#d2402e', dash: '' },
  { colour: '#e08a1e', dash: '' },
  { colour: '#3f7fd1', dash: '7 3' },
  { colour: '#8f63c9', dash: '7 3' },
  { colour: '#2f9d74', dash: '7 3' },
  { colour: '#c05a97', dash: '7 3' },
];

/** Of what `signing` measured: time against size, and time over *limit* against pages, for those files differ in size. */
export async function writePlots(measured) {
  const scans = measured.filter(({ pages, kind }) => kind !== 'text' && pages > 1);
  const texts = measured.filter(({ kind, pages }) => kind === 'text' || pages === 1);
  await mkdir(folder, { recursive: true });
  const series = (rows, x, y) =>
    Object.keys(rows[0].result).map((name) => ({ name, points: rows.map((row) => [x(row), y(row.result[name])]) }));
  const bySize = series(
    scans,
    ({ bytes }) => bytes / 1e6,
    ({ ms }) => ms,
  );
  const byPages = series(
    texts.toSorted((a, b) => a.pages - b.pages),
    ({ pages }) => pages,
    ({ ratio }) => ratio,
  );
  await writeFile(
    new URL('benchmark-size.svg', folder),
    plot('Time to sign against size', ['MB', 'milliseconds'], bySize),
  );
  await writeFile(
    new URL('benchmark-pages.svg', folder),
    plot('Time to sign, over the limit, against pages', ['pages', 'times the limit'], byPages),
  );
}

function plot(title, [unitX, unitY], series) {
  const points = series.flatMap((one) => one.points);
  const x = axis(
    points.map(([value]) => value),
    frame.left,
    width - frame.right,
  );
  const y = axis(
    points.map(([, value]) => value),
    height - frame.bottom,
    frame.top,
  );
  const lines = series.map(({ name, points: own }, i) => line(name, own, i, x, y));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12">
<title>${title}</title>
${[...ticks(x).map((value) => vertical(value, x)), ...ticks(y).map((value) => horizontal(value, y))].join('\n')}
<text x="${(frame.left + width - frame.right) / 2}" y="${height - 8}" fill="#808080" text-anchor="middle">${unitX}</text>
<text x="${frame.left}" y="14" fill="#808080">${unitY}</text>
${lines.join('\n')}
</svg>
`;
}

/** Logarithmic, from a little below the least to a little above the greatest. */
function axis(values, from, to) {
  const [low, high] = [Math.log10(Math.min(...values)) - 0.05, Math.log10(Math.max(...values)) + 0.05];
  const at = (value) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
  return { low, high, at };
}

function ticks({ low, high }) {
  const powers = Array.from({ length: 12 }, (_, i) => 10 ** (i - 4));
  return powers.filter((value) => Math.log10(value) >= low && Math.log10(value) <= high);
}

function vertical(value, { at }) {
  const x = at(value);
  return `<path d="M${x} ${frame.top}V${height - frame.bottom}" stroke="#808080" stroke-opacity=".35"/><text x="${x}" y="${height - frame.bottom + 16}" fill="#808080" text-anchor="middle">${value}</text>`;
}

function horizontal(value, { at }) {
  const y = at(value);
  return `<path d="M${frame.left} ${y}H${width - frame.right}" stroke="#808080" stroke-opacity=".35"/><text x="${frame.left - 8}" y="${y + 4}" fill="#808080" text-anchor="end">${value}</text>`;
}

function line(name, points, index, x, y) {
  const { colour, dash } = styles[index % styles.length];
  const places = points.map(([a, b]) => [x.at(a), y.at(b)]);
  const row = frame.top + 12 + 20 * index;
  const key = width - frame.right + 16;
  const stroke = `stroke="${colour}" stroke-width="2"${dash ? ` stroke-dasharray="${dash}"` : ''}`;
  return [
    `<path d="M${places.map(([a, b]) => `${a} ${b}`).join('L')}" fill="none" ${stroke}/>`,
    ...places.map(([a, b]) => `<circle cx="${a}" cy="${b}" r="3" fill="${colour}"/>`),
    `<path d="M${key} ${row}h24" ${stroke}/><text x="${key + 32}" y="${row + 4}" fill="#808080">${name}</text>`,
  ].join('');
}

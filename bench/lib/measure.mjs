/**
 * Times candidates side by side: every round runs each of them once in random order, and ratios are taken within the
 * round, so that whatever else the machine does weighs on all alike.
 */
export async function compare(candidates, { rounds = 15, reference }) {
  const names = Object.keys(candidates);
  for (const name of names) await candidates[name](); // warm
  const ratios = Object.fromEntries(names.map((name) => [name, []]));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const took = {};
    for (const name of shuffled(names)) {
      globalThis.gc?.();
      const began = process.hrtime.bigint();
      await candidates[name]();
      took[name] = Number(process.hrtime.bigint() - began) / 1e6;
    }
    for (const name of names) {
      times[name].push(took[name]);
      ratios[name].push(took[name] / took[reference]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, { ms: median(times[name]), ratio: median(ratios[name]) }]));
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function shuffled(names) {
  return names
    .map((name) => [Math.random(), name])
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
}

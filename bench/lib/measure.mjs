/**
 * Times candidates side by side: every round runs each of them once in random order, and ratios are taken within the
 * round, so that whatever else the machine does weighs on all alike. A candidate with `slow` sits out all but the first
 * rounds.
 */
export async function compare(candidates, { rounds = 15, warm = 3, references, slowRounds = rounds, slow = [] }) {
  const names = Object.keys(candidates);
  for (const name of names) for (let i = 0; i < (slow.includes(name) ? 1 : warm); i++) await candidates[name]();
  const ratios = Object.fromEntries(names.map((name) => [name, []]));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const taking = names.filter((name) => round < slowRounds || !slow.includes(name));
    const took = {};
    for (const name of shuffled(taking)) {
      globalThis.gc?.();
      const began = process.hrtime.bigint();
      await candidates[name]();
      took[name] = Number(process.hrtime.bigint() - began) / 1e6;
    }
    for (const name of taking) {
      times[name].push(took[name]);
      ratios[name].push(took[name] / took[references[name]]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, { ms: median(times[name]), ratio: median(ratios[name]) }]));
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

export function shuffled(names) {
  return names
    .map((name) => [Math.random(), name])
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
}

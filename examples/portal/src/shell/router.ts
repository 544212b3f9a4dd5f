import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A place in a portal: the name of a pattern and what its `:parameters` matched. */
export interface Route<Name extends string> {
  readonly name: Name;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** Matches `#/path?query` against patterns such as `/contracts/:id`, first match first. */
export function matchRoute<Name extends string>(
  patterns: Readonly<Record<Name, string>>,
  hash: string,
): Route<Name> | undefined {
  const [path = '', search = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const parts = segments(path);
  for (const name of Object.keys(patterns) as Name[]) {
    const parameters = matchSegments(segments(patterns[name]), parts);
    if (parameters) return { name, parameters, query: new URLSearchParams(search) };
  }
  return undefined;
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function matchSegments(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (!expected.startsWith(':')) {
      if (part !== expected) return undefined;
      continue;
    }
    try {
      parameters[expected.slice(1)] = decodeURIComponent(part);
    } catch {
      return undefined; // A malformed escape names nothing.
    }
  }
  return parameters;
}

/**
 * Keeps its host on the route of the page's hash. A guard can hold the reader on a page with unsaved work: it is asked
 * before a route is left, also on reload.
 */
export class HashRouter<Name extends string> implements ReactiveController {
  route: Route<Name>;
  /** Answers false to stay. Asked with the route the reader wants. */
  guard: ((next: Route<Name>) => boolean) | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #patterns: Readonly<Record<Name, string>>;
  readonly #home: Name;
  #hash: string;

  constructor(host: ReactiveControllerHost, patterns: Readonly<Record<Name, string>>, home: Name) {
    this.#host = host;
    this.#patterns = patterns;
    this.#home = home;
    this.#hash = location.hash;
    this.route = this.#match();
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#changed);
    addEventListener('beforeunload', this.#unloading);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#changed);
    removeEventListener('beforeunload', this.#unloading);
  }

  readonly #changed = (): void => {
    if (location.hash === this.#hash) return;
    const next = this.#match();
    if (this.guard && !this.guard(next)) {
      history.replaceState(history.state, '', this.#hash || '#/');
      return;
    }
    this.guard = undefined;
    this.#hash = location.hash;
    this.route = next;
    scrollTo(0, 0);
    this.#host.requestUpdate();
  };

  readonly #unloading = (event: BeforeUnloadEvent): void => {
    if (this.guard) event.preventDefault();
  };

  #match(): Route<Name> {
    return (
      matchRoute(this.#patterns, location.hash) ?? { name: this.#home, parameters: {}, query: new URLSearchParams() }
    );
  }
}

import { posix } from 'node:path';

/**
 * Who may use whom, for any file of the project and in full: the linter's statement of it (biome.json) is held
 * against this one. Paths are relative to the project, such as `functions/office/case/case.ts`.
 */

/** The part of the project that a file belongs to, by which its imports are judged. */
export type Area =
  | { readonly kind: 'room'; readonly room: string }
  | { readonly kind: 'domain' | 'platform' | 'post' | 'rehearsal' | 'workflows' }
  | { readonly kind: 'infra' | 'register' | 'local' | 'local-page' | 'local-serve' }
  | { readonly kind: 'other' };

/** @param file path of a file of the project */
export function areaOf(file: string): Area {
  const [top, folder = '', inner = ''] = posix.dirname(file).split('/');
  if (top === 'functions') {
    if (folder === 'domain' || folder === 'platform' || folder === 'post' || folder === 'rehearsal') {
      return { kind: folder };
    }
    return { kind: 'room', room: folder };
  }
  if (top === 'infra') {
    if (folder === 'local') {
      return { kind: inner === 'page' || inner === 'serve' ? `local-${inner}` : 'local' };
    }
    return { kind: folder === 'register' ? 'register' : 'infra' };
  }
  return { kind: top === 'workflows' ? 'workflows' : 'other' };
}

/** The folder of `functions/` in which a file lies; undefined elsewhere. */
export function roomOf(file: string): string | undefined {
  return /^functions\/([^/]+)\//.exec(file)?.[1];
}

/** Whether a file may import another one of the project. */
export function mayImport(from: string, to: string): boolean {
  const area = areaOf(from);
  const within = (...folders: readonly string[]): boolean =>
    folders.some((folder) => to.startsWith(`${folder}/`));
  switch (area.kind) {
    case 'domain':
      return within('functions/domain');
    case 'platform':
      return within('functions/platform', 'functions/domain');
    case 'room':
      return (
        within(`functions/${area.room}`, 'functions/platform', 'functions/domain') ||
        /^functions\/[^/]+\/rules\.ts$/.test(to)
      );
    case 'post':
      return (
        within('functions/post', 'functions/platform', 'functions/domain') ||
        /^functions\/[^/]+\/mails\.ts$/.test(to)
      );
    case 'rehearsal':
      return within('functions', 'workflows');
    case 'workflows':
      return within('workflows', 'functions/domain');
    case 'infra':
      return within('infra', 'workflows');
    case 'register':
      return within('infra', 'functions/domain');
    case 'local':
      return within('infra/local');
    case 'local-page':
      return within('infra/local', 'functions/domain');
    case 'local-serve':
      return within('infra/local') || to === 'functions/platform/settings.ts';
    case 'other':
      return true;
  }
}

/**
 * The ways round in a graph, each as the names along it; none where it has no circle.
 * @param edges who uses whom
 */
export function circlesIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    const at = way.indexOf(name);
    if (at >= 0) {
      circles.push([...way.slice(at), name]);
      return;
    }
    if (done.has(name)) return;
    for (const next of edges.get(name) ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  for (const name of edges.keys()) visit(name, []);
  return circles;
}

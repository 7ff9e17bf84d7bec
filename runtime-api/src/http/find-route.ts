// Which declared route does a path name? Found segment by segment, so that a hundred routes cost no more than ten.
import type { Route } from './route.ts'

interface Node {
  readonly words: Map<string, Node>
  /** Where any other segment leads. */
  parameter?: Node
  /** By method in capitals; none where only longer paths begin. */
  readonly routes: Map<string, Declared>
}

interface Declared {
  readonly route: Route
  /** Names of the path's parameters, in order. */
  readonly names: readonly string[]
}

export interface Found {
  readonly route: Route
  /** As they stand in the path, still encoded. */
  readonly params: readonly (readonly [name: string, text: string])[]
}

export interface RouteTable {
  /** `/records/{name}/bulk` is not taken for a record called bulk: words come before parameters. */
  find(method: string, path: string): Found | undefined
  /** The methods of a path that exists, as `Allow` says them. */
  allowed(path: string): string | undefined
}

export function routeTable(routes: readonly Route[]): RouteTable {
  const root = emptyNode()
  for (const route of routes) add(root, route)
  return {
    find: (method, path) => find(root, method === 'HEAD' ? 'GET' : method, path),
    allowed(path) {
      const node = reach(root, segmentsOf(path), 0, [], ({ routes }) => routes.size > 0)
      return node && allowedAt(node)
    },
  }
}

function emptyNode(): Node {
  return { words: new Map(), routes: new Map() }
}

function add(root: Node, route: Route): void {
  const names: string[] = []
  let node = root
  for (const segment of segmentsOf(route.path)) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name !== undefined) {
      names.push(name)
      node = node.parameter ??= emptyNode()
    } else node = wordNode(node, segment)
  }
  node.routes.set(route.method.toUpperCase(), { route, names })
}

function wordNode({ words }: Node, word: string): Node {
  const known = words.get(word) ?? emptyNode()
  words.set(word, known)
  return known
}

function find(root: Node, method: string, path: string): Found | undefined {
  const texts: string[] = []
  const node = reach(root, segmentsOf(path), 0, texts, ({ routes }) => routes.has(method))
  const declared = node?.routes.get(method)
  return declared && { route: declared.route, params: declared.names.map((name, i) => [name, texts[i] as string]) }
}

/** The node that the segments lead to, if it is a wanted one; a wordy way is tried first. `texts` takes the parameters. */
function reach(
  node: Node,
  segments: readonly string[],
  at: number,
  texts: string[],
  isWanted: (node: Node) => boolean,
): Node | undefined {
  const segment = segments[at]
  if (segment === undefined) return isWanted(node) ? node : undefined
  const word = node.words.get(segment)
  const byWord = word && reach(word, segments, at + 1, texts, isWanted)
  if (byWord || !node.parameter || segment === '') return byWord
  texts.push(segment)
  const byParameter = reach(node.parameter, segments, at + 1, texts, isWanted)
  if (!byParameter) texts.pop()
  return byParameter
}

function allowedAt({ routes }: Node): string {
  const methods = new Set(['OPTIONS', ...routes.keys()])
  if (methods.has('GET')) methods.add('HEAD')
  return [...methods].sort().join(', ')
}

/** `/a/b` has the segments a and b, `/a/b/` has an empty third one. */
function segmentsOf(path: string): string[] {
  return path.split('/').slice(1)
}

// Which words stand in the sources themselves, which keys of the catalogues do they ask for, and what do they import? Read from
// their syntax trees.
import ts from 'typescript'

export interface Found {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** Attributes and members that end up before somebody's eyes or ears. */
const seen =
  /^(aria-(label|description|valuetext|roledescription|placeholder)|title|placeholder|label|description|alt|children|error|legend|message|sentence|action|text|heading|about|above|hint|help|summary|consequence|content|undo)$|(Label|Text|Message|Title|Placeholder)$/
/** What they are given is said in a notice. */
const sayers = new Set(['showDone', 'showFailed', 'showUndo', 'alert', 'confirm'])

/**
 * Words that somebody sees and that come from no catalogue: in JSX, in attributes, in members of that name, in notices.
 * A file without JSX holds data and says things only in notices.
 */
export function looseTexts(file: string, source: string): readonly Found[] {
  const tree = parse(file, source)
  const isDrawn = file.endsWith('.tsx')
  const found: Found[] = []
  const take = (node: ts.Node | undefined) => {
    for (const one of node ? literalsOf(node) : [])
      if (/\p{L}/u.test(one.text)) found.push({ file, line: lineOf(tree, one.node), text: one.text.trim() })
  }
  walk(tree, (node) => {
    if (ts.isJsxText(node)) take(node)
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) take(node)
    else if (ts.isJsxAttribute(node) && seen.test(node.name.getText(tree))) take(node.initializer)
    else if (isDrawn && ts.isPropertyAssignment(node) && seen.test(nameOf(node.name))) take(node.initializer)
    else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && sayers.has(node.expression.text))
      node.arguments.forEach(take)
  })
  return found
}

export interface AskedKeys {
  /** Each string that is written out. */
  readonly strings: ReadonlySet<string>
  /** `t('…')` and `i18nKey="…"`. */
  readonly keys: readonly Found[]
  /** `` t(`look.${kind}`) `` → `look.*` */
  readonly patterns: readonly Found[]
}

export function askedKeys(file: string, source: string): AskedKeys {
  const tree = parse(file, source)
  const strings = new Set<string>()
  const keys: Found[] = []
  const patterns: Found[] = []
  const ask = (node: ts.Node | undefined): void => {
    if (!node) return
    if (ts.isTemplateExpression(node)) {
      const text = node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join('')
      patterns.push({ file, line: lineOf(tree, node), text })
    } else for (const one of literalsOf(node)) keys.push({ file, line: lineOf(tree, one.node), text: one.text })
  }
  walk(tree, (node) => {
    if (ts.isStringLiteralLike(node)) strings.add(node.text)
    if (ts.isCallExpression(node) && isTranslate(node.expression)) ask(node.arguments[0])
    if (ts.isJsxAttribute(node) && nameOf(node.name) === 'i18nKey') ask(node.initializer)
  })
  return { strings, keys, patterns }
}

export interface Imported {
  readonly path: string
  /** `withWords('builder', () => import('…'))`: the words it comes with. */
  readonly words?: string | undefined
}

/** What a source brings with it: at once, or when it is asked for. Types bring nothing. */
export function importsOf(file: string, source: string): readonly Imported[] {
  const found: Imported[] = []
  walk(parse(file, source), (node) => {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly)
      found.push({ path: textOf(node.moduleSpecifier) })
    if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier)
      found.push({ path: textOf(node.moduleSpecifier) })
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push({ path: textOf(node.arguments[0]), words: wordsAround(node) })
  })
  return found
}

function wordsAround(node: ts.Node): string | undefined {
  const call = node.parent?.parent
  const isGiven = call && ts.isCallExpression(call) && ts.isIdentifier(call.expression)
  return isGiven && call.expression.text === 'withWords' ? textOf(call.arguments[0]) : undefined
}

/** `t(…)`, `i18next.t(…)` */
function isTranslate(callee: ts.Expression): boolean {
  return ts.isIdentifier(callee)
    ? callee.text === 't'
    : ts.isPropertyAccessExpression(callee) && callee.name.text === 't' && callee.expression.getText() === 'i18next'
}

/** What an expression may come to, as far as it is written out; what it compares or passes on is no part of that. */
function literalsOf(node: ts.Node): readonly { readonly node: ts.Node; readonly text: string }[] {
  if (ts.isJsxText(node) || ts.isStringLiteralLike(node)) return [{ node, text: node.text }]
  if (ts.isTemplateExpression(node))
    return [
      {
        node,
        text: [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(' '),
      },
      ...node.templateSpans.flatMap(({ expression }) => literalsOf(expression)),
    ]
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)]
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return literalsOf(node.right)
    const isEither = kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken
    if (isEither || kind === ts.SyntaxKind.PlusToken) return [...literalsOf(node.left), ...literalsOf(node.right)]
    return []
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(literalsOf)
  if (ts.isJsxExpression(node)) return node.expression ? literalsOf(node.expression) : []
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return literalsOf(node.expression)
  return []
}

function parse(file: string, source: string): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

function textOf(node: ts.Node | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : ''
}

function nameOf(name: ts.PropertyName | ts.JsxAttributeName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : ''
}

function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

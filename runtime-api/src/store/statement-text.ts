// How does one SQL text with `?` become PostgreSQL's, with a name under which it is prepared?

export interface NamedText {
  readonly text: string
  /** Undefined once too many texts were seen: then the statement is not kept on the server. */
  readonly name: string | undefined
}

/**
 * A text that begins with this is planned anew for each set of values: how common a value is decides its plan. Other texts are
 * planned once per connection.
 */
export const plannedEachTime = '/* planned for its values */ '

const mostNames = 2_000
const seen = new Map<string, NamedText>()

/** The text holds no `?` but for bindings; this is true of all our texts, and user text is never in one. */
export function namedText(sql: string): NamedText {
  return seen.get(sql) ?? remember(sql)
}

function remember(sql: string): NamedText {
  let position = 0
  const text = sql.replace(/\?/g, () => `$${++position}`)
  if (seen.size >= mostNames || sql.startsWith(plannedEachTime)) return { text, name: undefined }
  const named = { text, name: `m${seen.size}` }
  seen.set(sql, named)
  return named
}

// Which choice do typed letters mean? As a browser's own list understands them.

interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
}

/**
 * The first one after the chosen one whose label begins with the letters. The same letter again goes on to the next; more letters
 * may also mean the chosen one itself. Undefined when none begins so.
 */
export function optionByLetters<Value extends string>(
  choices: readonly Choice<Value>[],
  chosen: Value,
  letters: string,
): Value | undefined {
  const first = letters.slice(0, 1)
  const isRepeated = [...letters].every((letter) => letter === first)
  const beginning = (isRepeated ? first : letters).toLocaleLowerCase()
  const at = choices.findIndex(({ value }) => value === chosen)
  const start = isRepeated ? at + 1 : Math.max(at, 0)
  const inTurn = [...choices.slice(start), ...choices.slice(0, start)]
  return inTurn.find(({ label }) => label.toLocaleLowerCase().startsWith(beginning))?.value
}

// How is an answer written of which parts are JSON text already? Those are taken as they stand.

export class JsonText {
  constructor(readonly text: string) {}

  /** Where nobody looks for text, it would be written as an object that holds it. */
  toJSON(): never {
    throw new Error('JSON text stands where it is not looked for')
  }
}

/** One object of named members, in their order; what is undefined is left out. */
export function jsonObject(members: object): JsonText {
  const said = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${jsonText(value)}`],
  )
  return new JsonText(`{${said.join(',')}}`)
}

/** JSON text of a value, which may be text already, or a list of such. */
export function jsonText(value: unknown): string {
  if (value instanceof JsonText) return value.text
  return isTexts(value) ? `[${value.map(({ text }) => text).join(',')}]` : JSON.stringify(value)
}

function isTexts(value: unknown): value is readonly JsonText[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof JsonText)
}

// A part of an answer that is JSON text already: it is written as it stands.

export class JsonText {
  constructor(readonly text: string) {}
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

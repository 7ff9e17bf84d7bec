// How are Brazilian document numbers and postal codes written, whichever punctuation was typed?

/** `52998224725` → `529.982.247-25`; a text of another length stays as typed, for the validator to refuse. */
export function formattedCpf(text: string): string {
  return formatted(text, '###.###.###-##')
}

/** `11222333000181` → `11.222.333/0001-81`; letters, possible since 2026, are capitals. */
export function formattedCnpj(text: string): string {
  return formatted(text.toUpperCase(), '##.###.###/####-##')
}

/** `01310100` → `01310-100` */
export function formattedCep(text: string): string {
  return formatted(text, '#####-###')
}

function formatted(text: string, form: string): string {
  const typed = text.trim()
  const signs = typed.replace(/[./-]/g, '')
  if (signs.length !== form.replace(/[^#]/g, '').length) return typed
  let next = 0
  return form.replace(/#/g, () => signs[next++] as string)
}

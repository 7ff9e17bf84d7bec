// The time zones one can choose from, the person's own first.

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

export function allZones(own: string): readonly string[] {
  const known = new Set([own, ...Intl.supportedValuesOf('timeZone'), 'UTC'])
  return [...known]
}

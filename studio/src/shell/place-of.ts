// Which of a tenant's places does an address belong to? The rail and the bar below mark it.
export type Place = 'records' | 'design' | 'settings'

const places: Readonly<Record<string, Place>> = {
  '': 'records',
  records: 'records',
  forms: 'records',
  design: 'design',
  model: 'design',
  'new-blueprint': 'design',
  automations: 'design',
  'new-automation': 'design',
  settings: 'settings',
  trash: 'settings',
}

/** Undefined outside of a tenant, and where there is nothing. */
export function placeOf(pathname: string): Place | undefined {
  const [, area, , part = ''] = pathname.split('/')
  return area === 't' && Object.hasOwn(places, part) ? places[part] : undefined
}

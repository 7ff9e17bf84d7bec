// Drafts that bring something back are read once what was published before is known.
import { useQueries } from '@tanstack/react-query'
import { type Blueprint, blueprintVersionsQuery } from '../api/blueprints-api.ts'
import { isHistoryKnown, rememberVersions } from './known-history.ts'

/** Is everything known of these? */
export function useKnownHistory(tenant: string, blueprints: readonly Blueprint[]): boolean {
  const answers = useQueries({ queries: blueprints.map(({ name }) => blueprintVersionsQuery(tenant, name)) })
  for (const [at, published] of blueprints.entries()) {
    const items = answers[at]?.data?.items
    if (items && !isHistoryKnown(published)) rememberVersions(published, items)
  }
  // A history that cannot be read is said where the draft cannot be read without it.
  return blueprints.every((published, at) => isHistoryKnown(published) || answers[at]?.isError)
}

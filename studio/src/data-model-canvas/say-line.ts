// A line of the data model in words: "Order · Customer → Customer, many to one".
import type { useText } from '../text/text.ts'

export interface SaidLine {
  readonly sourceLabel: string
  readonly label: string
  readonly targetLabel: string
  readonly many: boolean
}

export function sayLine(t: ReturnType<typeof useText>['t'], { sourceLabel, label, targetLabel, many }: SaidLine) {
  const ends = { source: sourceLabel, field: label, target: targetLabel }
  return t(many ? 'model.lineToMany' : 'model.lineToOne', ends)
}

// How large a node is and where its lines begin and end: known without drawing it, so that nothing has to be measured.
import type { DrawnBlueprint } from './drawn-blueprint.ts'

export type { Place, Places } from '../drawing/place.ts'

export const nodeWidth = 240
export const headerHeight = 44
export const ribbonHeight = 24
export const rowHeight = 26
/** The dot from which relations are drawn: round the right end of the header's middle. */
export const dotSize = 12
/** The smaller one of a row, round the row's right end. */
export const rowDotSize = 8
const bottom = 8
const mostRows = 8

/** How many of its fields a node shows; the others are counted in one last row. */
export function shownFields(blueprint: Pick<DrawnBlueprint, 'fields'>): number {
  return blueprint.fields.length > mostRows + 1 ? mostRows : blueprint.fields.length
}

export function heightOf(blueprint: Pick<DrawnBlueprint, 'fields' | 'changes'>): number {
  const shown = shownFields(blueprint)
  const rows = shown < blueprint.fields.length ? shown + 1 : shown
  return headerHeight + (blueprint.changes > 0 ? ribbonHeight : 0) + rows * rowHeight + bottom
}

/** How high a node becomes at most, however many fields it is given. */
export const grownHeight = headerHeight + ribbonHeight + (mostRows + 1) * rowHeight + bottom

/** The middle of a row, from the top of its node. */
export function rowMiddle(blueprint: Pick<DrawnBlueprint, 'changes'>, row: number): number {
  return headerHeight + (blueprint.changes > 0 ? ribbonHeight : 0) + row * rowHeight + rowHeight / 2
}

export interface LineEnds {
  readonly sourceX: number
  readonly sourceSide: 'left' | 'right'
  readonly targetX: number
  readonly targetSide: 'left' | 'right'
}

/** A line leaves and enters at the sides that face each other; where the nodes stand one above the other, at the right of both. */
export function lineEnds(sourceLeft: number, targetLeft: number): LineEnds {
  const sourceRight = sourceLeft + nodeWidth
  const targetRight = targetLeft + nodeWidth
  const air = 32
  if (targetLeft >= sourceRight + air)
    return { sourceX: sourceRight, sourceSide: 'right', targetX: targetLeft, targetSide: 'left' }
  if (targetRight <= sourceLeft - air)
    return { sourceX: sourceLeft, sourceSide: 'left', targetX: targetRight, targetSide: 'right' }
  return { sourceX: sourceRight, sourceSide: 'right', targetX: targetRight, targetSide: 'right' }
}

/** The how-manieth of how many lines of its node. */
export interface Lane {
  readonly at: number
  readonly of: number
}

const laneGap = 14
/** From a card to the first upright piece that turns back to it. */
const turn = 24
const lastLane = 4
/** Words of a line are at most so wide, and those of a line that turns back begin so far before it. */
const wordsWidth = 140
export const wordsLead = 8
/** What one line of words takes up, with the air around it. */
export const wordsHeight = 22

/** Lines of one node bend at places of their own, so that they can be told apart where they run upwards or downwards. */
export function bendOf({ sourceX, sourceSide, targetX, targetSide }: LineEnds, { at, of }: Lane): number {
  if (sourceSide === targetSide) return Math.max(sourceX, targetX) + turn + (at % (lastLane + 1)) * laneGap
  const room = Math.abs(targetX - sourceX) / 2 - 16
  const shift = (at - (of - 1) / 2) * laneGap
  return (sourceX + targetX) / 2 + Math.max(-room, Math.min(room, shift))
}

/** What lines from a card to itself, and their words, take up at its right when it has so many lines in all. */
export function loopWidth(lines: number): number {
  return turn + Math.min(lastLane, lines - 1) * laneGap - wordsLead + wordsWidth
}

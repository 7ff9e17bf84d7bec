// How large states and groups are and where they lie: known without drawing them, so that nothing has to be measured.
import { groupsAround, groupsIn, statesUnder } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import type { Box, Place, Places } from '../drawing/place.ts'
import { anywhere, groupPart } from './part.ts'

export const stateSize = { width: 200, height: 56 } as const
/** Room that a group leaves around its states; above them stands its name. */
export const frameRoom = { side: 24, top: 44, bottom: 24 } as const
/** The dot from which transitions are drawn: round the middle of the right side, of a group beside its name. */
export const dotSize = 12
export const frameDotY = 22

/** Every node by its id. A group lies around its states; one whose states lie nowhere has no box. */
export function boxesOf(flow: Flow, places: Places): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>()
  for (const key of [...Object.keys(flow.states), anywhere]) {
    const place = places[key]
    if (place) boxes.set(key, { ...place, ...stateSize })
  }
  for (const key of innermostFirst(flow)) {
    const inside = [...(flow.groups?.[key]?.states ?? []), ...groupsIn(flow, key).map(groupPart)]
    const frame = frameOf(inside.flatMap((node) => boxes.get(node) ?? []))
    if (!frame) continue
    boxes.set(groupPart(key), frame)
    if (flow.groups?.[key]?.parallel !== undefined) alignRegions(flow, key, frame, boxes)
  }
  return boxes
}

const regionsOf = (flow: Flow, key: string) =>
  groupsIn(flow, key).filter((one) => flow.groups?.[one]?.region !== undefined)

/** Side by side, each as high as the frame around them and as wide as up to the next. */
function alignRegions(flow: Flow, key: string, { y, width, height, x }: Box, boxes: Map<string, Box>): void {
  const regions = regionsOf(flow, key)
  regions.forEach((region, at) => {
    const own = boxes.get(groupPart(region))
    if (!own) return
    const next = regions.slice(at + 1).flatMap((one) => boxes.get(groupPart(one)) ?? [])[0]
    const left = at === 0 ? x : own.x
    const right = next?.x ?? x + width
    boxes.set(groupPart(region), { x: left, y: y + frameRoom.top, width: right - left, height: height - frameRoom.top })
  })
}

/** The same places, with regions moved so far to the right that none lies on the one before it. */
export function besideEachOther(flow: Flow, places: Places): Places {
  const shifted = { ...places }
  for (const [key, { parallel }] of Object.entries(flow.groups ?? {})) {
    let edge = Number.NEGATIVE_INFINITY
    for (const region of parallel === undefined ? [] : regionsOf(flow, key)) {
      const inside = statesUnder(flow, region).filter((state) => shifted[state])
      const left = Math.min(...inside.map((state) => (shifted[state] as Place).x))
      const by = Math.max(0, edge - left)
      for (const state of inside) shifted[state] = { ...(shifted[state] as Place), x: (shifted[state] as Place).x + by }
      const right = Math.max(edge, ...inside.map((state) => (shifted[state] as Place).x + stateSize.width))
      edge = inside.length > 0 ? right + 2 * frameRoom.side : edge
    }
  }
  return shifted
}

function innermostFirst(flow: Flow): readonly string[] {
  const depth = (key: string) => groupsAround(flow, groupPart(key)).length
  return Object.keys(flow.groups ?? {}).sort((a, b) => depth(b) - depth(a))
}

function frameOf(members: readonly Box[]): Box | undefined {
  if (members.length === 0) return undefined
  const x = Math.min(...members.map((box) => box.x)) - frameRoom.side
  const y = Math.min(...members.map((box) => box.y)) - frameRoom.top
  const right = Math.max(...members.map((box) => box.x + box.width)) + frameRoom.side
  const bottom = Math.max(...members.map((box) => box.y + box.height)) + frameRoom.bottom
  return { x, y, width: right - x, height: bottom - y }
}

/** The group in whose frame the middle of a state lies; its own frame is taken as it was before the state was moved. */
export function groupAt(flow: Flow, before: Places, state: string, at: Place): string | undefined {
  const middle = { x: at.x + stateSize.width / 2, y: at.y + stateSize.height / 2 }
  const boxes = boxesOf(flow, before)
  const inward = innermostFirst(flow)
  // Alone in its group it takes the frame along.
  const own = inward.find((key) => statesUnder(flow, key).join() === state)
  if (own !== undefined) return own
  return inward.find((key) => {
    const frame = boxes.get(groupPart(key))
    return frame !== undefined && isInside(middle, frame)
  })
}

function isInside({ x, y }: Place, box: Box): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
}

/** The wanted place, or the first below it that no other state covers. */
export function freePlace(places: Places, wanted: Place): Place {
  const air = 24
  const columns = Object.values(places)
    .filter(({ x }) => Math.abs(x - wanted.x) < stateSize.width + air)
    .sort((a, b) => a.y - b.y)
  let { y } = wanted
  for (const other of columns)
    if (y < other.y + stateSize.height + air && y + stateSize.height + air > other.y)
      y = other.y + stateSize.height + air
  return { x: Math.round(wanted.x), y: Math.round(y) }
}

// Where something lies on a drawing: from its left upper corner, in dots of the ground at full size.

export interface Place {
  readonly x: number
  readonly y: number
}

/** By the id of the node. */
export type Places = { readonly [node: string]: Place }

export interface Box extends Place {
  readonly width: number
  readonly height: number
}

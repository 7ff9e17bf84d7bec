// The nodes of a drawing while they are dragged: they follow the graph, and keep being the same objects where nothing changed.
import type { Node } from '@xyflow/react'
import { useEffect, useState } from 'react'

export function useNodes<N extends Node>(fromGraph: readonly N[], selection: readonly string[]) {
  const [nodes, setNodes] = useState<N[]>(() => [...fromGraph])
  useEffect(() => {
    const chosen = new Set(selection)
    setNodes((now) => {
      const before = new Map(now.map((node) => [node.id, node]))
      return fromGraph.map((node) => {
        const old = before.get(node.id)
        const selected = chosen.has(node.id)
        return old && isSame(old, node) && old.selected === selected ? old : { ...node, selected }
      })
    })
  }, [fromGraph, selection])
  return [nodes, setNodes] as const
}

function isSame(a: Node, b: Node): boolean {
  return (
    a.data === b.data &&
    a.ariaLabel === b.ariaLabel &&
    a.parentId === b.parentId &&
    a.width === b.width &&
    a.height === b.height &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y
  )
}

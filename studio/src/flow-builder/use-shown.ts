// The record that shows what is wrong: which problem, how far it was played, and whether it goes on by itself.
import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import type { Problem } from './judge-flow.ts'
import { placeNow, type Trial, type TrialGround } from './try-flow.ts'
import { trailOf } from './use-trial.ts'
import { type ShownTrial, witnessTrial } from './witness-trial.ts'

/** Long enough to read what a step did. */
const paceMs = 2_000

interface Begun {
  readonly problem: Problem
  readonly trial: ShownTrial
  /** Steps that were played. */
  readonly at: number
  readonly isPlaying: boolean
  /** What it was worked out on: the flow has not changed since. */
  readonly ground: TrialGround
}

export type Shown = NonNullable<ReturnType<typeof useShown>['shown']>

export function useShown(ground: TrialGround | undefined) {
  const still = useReducedMotion()
  const [begun, setBegun] = useState<Begun>()
  const current = begun && begun.ground === ground ? begun : undefined
  const last = current?.trial.steps.length ?? 0
  const goesOn = current?.isPlaying === true && current.at < last
  const to = (at: number, isPlaying = false) =>
    setBegun((now) => now && { ...now, at: Math.min(Math.max(at, 0), now.trial.steps.length), isPlaying })
  useEffect(() => {
    if (!goesOn) return
    const next = setTimeout(() => to((current?.at ?? 0) + 1, true), paceMs)
    return () => clearTimeout(next)
  }, [goesOn, current?.at])
  const soFar = useMemo(
    (): Trial | undefined => current && { start: current.trial.start, steps: current.trial.steps.slice(0, current.at) },
    [current?.trial, current?.at],
  )
  const trail = useMemo(() => trailOf(soFar), [soFar])
  return {
    /** Plays by itself, unless somebody wants nothing to move. */
    show(problem: Problem) {
      const trial = ground && problem.witness && witnessTrial(ground, problem.witness)
      if (ground && trial) setBegun({ problem, trial, at: 0, isPlaying: still !== true, ground })
    },
    close: () => setBegun(undefined),
    trail,
    shown: current &&
      soFar && {
        problem: current.problem,
        trial: current.trial,
        ground: current.ground,
        at: current.at,
        last,
        here: placeNow(soFar),
        step: soFar.steps.at(-1) as ShownTrial['steps'][number] | undefined,
        isPlaying: goesOn,
        to: (at: number) => to(at),
        /** From the beginning where it has ended. */
        play: () => to(current.at < last ? current.at : 0, true),
        pause: () => to(current.at),
      },
  }
}

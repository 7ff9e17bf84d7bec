// Is a sender who falls silent given up, and everybody else heard to the end?
import { expect, test } from 'vitest'
import { Silent, untilSilent } from './on-the-way.ts'

async function* pieces(...waits: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const [i, ms] of waits.entries()) {
    await new Promise((resolve) => setTimeout(resolve, ms))
    yield Uint8Array.of(i)
  }
}

async function heard(bytes: AsyncIterable<Uint8Array>, ms: number): Promise<number[]> {
  const all: number[] = []
  for await (const [piece] of untilSilent(bytes, ms)) all.push(piece as number)
  return all
}

test('whoever goes on is heard to the end, also when it takes longer than the patience for one piece', async () => {
  expect(await heard(pieces(0, 30, 30, 30), 75)).toEqual([0, 1, 2, 3])
})

test('whoever falls silent is given up, and may break off unheard', async () => {
  await expect(heard(pieces(0, 10_000), 20)).rejects.toThrow(Silent)
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(0)
    await new Promise((_, reject) => setTimeout(() => reject(new Error('gone')), 60))
  }
  await expect(heard(breaking(), 20)).rejects.toThrow(Silent)
  await new Promise((resolve) => setTimeout(resolve, 80))
})

test('whoever breaks off in time is heard doing so', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(0)
    throw new Error('gone')
  }
  await expect(heard(breaking(), 20)).rejects.toThrow('gone')
})

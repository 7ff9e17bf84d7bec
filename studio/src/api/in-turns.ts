// Runs an act for each of many things, a few at a time; answers in their order.
export async function inTurns<Thing, Answer>(
  things: readonly Thing[],
  lanes: number,
  act: (thing: Thing) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  let next = 0
  const lane = async () => {
    while (next < things.length) {
      const place = next++
      answers[place] = await act(things[place] as Thing)
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, things.length) }, lane))
  return answers
}

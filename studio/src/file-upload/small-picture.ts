// A small picture of a picture, made in the browser before anybody has to load the large one.

const drawn: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/avif']
const [longestSide, mostBytes] = [480, 300_000]

/** Undefined when the file is no picture that this browser can draw, or is small itself. */
export async function smallPicture(file: File): Promise<Blob | undefined> {
  if (!drawn.includes(file.type) || file.size < 60_000) return undefined
  try {
    const whole = await createImageBitmap(file)
    const scale = Math.min(1, longestSide / Math.max(whole.width, whole.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(whole.width * scale))
    canvas.height = Math.max(1, Math.round(whole.height * scale))
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height)
    whole.close()
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8))
    return picture && picture.size < Math.min(mostBytes, file.size) ? picture : undefined
  } catch {
    return undefined
  }
}

// Loaded before the server's own program, so that a story can set the clock on the wall forward while it runs.
const wall = Date.now
let ahead = 0
Date.now = () => wall() + ahead
process.on('message', (ms) => {
  ahead += ms
  process.send(ahead)
})
// Listening alone keeps no program alive.
process.channel.unref()

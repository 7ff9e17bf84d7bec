// The program brings its letters along: no page asks another server for them, and it looks alike on every system.
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import './letters.css'

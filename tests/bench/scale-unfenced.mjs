/** Loaded before a worker: takes its self-fencing away, to see what the bench would show without. Nothing else does. */
import { Heartbeat } from '../../dist/run/queue/heartbeat.js'

Heartbeat.prototype.alive = () => true

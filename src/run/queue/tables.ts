/** The tables of ombud beside those of the queue: the plan, its lanes, and a row for each attempt and result. */

/** Version of the tables: another one means that they are read otherwise. */
export const LAYOUT = 1

/** What the schema says of itself. */
export const MADE_AS = "SELECT obj_description(to_regnamespace('ombud'), 'pg_namespace') AS said"

/** Made by `ombud queue init`; running it again changes nothing. */
export const TABLES = `
CREATE SCHEMA IF NOT EXISTS ombud;
COMMENT ON SCHEMA ombud IS 'queue of ombud, layout ${LAYOUT}';
CREATE TABLE IF NOT EXISTS ombud.plan (
  id text PRIMARY KEY,
  tool text NOT NULL,
  enqueued timestamptz NOT NULL DEFAULT now(),
  cancelled timestamptz
);
CREATE TABLE IF NOT EXISTS ombud.plan_part (
  plan text NOT NULL REFERENCES ombud.plan,
  part integer NOT NULL,
  gzip bytea NOT NULL,
  PRIMARY KEY (plan, part)
);
CREATE TABLE IF NOT EXISTS ombud.lane (
  plan text NOT NULL REFERENCES ombud.plan,
  id text NOT NULL,
  targets text[] NOT NULL,
  trials text[] NOT NULL,
  kind text NOT NULL,
  priority integer NOT NULL,
  claims integer NOT NULL DEFAULT 0,
  holder text,
  reason text,
  paused boolean NOT NULL DEFAULT false,
  done timestamptz,
  PRIMARY KEY (plan, id)
);
CREATE TABLE IF NOT EXISTS ombud.attempt (
  plan text NOT NULL,
  lane text NOT NULL,
  trial text NOT NULL,
  attempt integer NOT NULL,
  worker text NOT NULL,
  contacts integer NOT NULL,
  started timestamptz NOT NULL DEFAULT now(),
  ended timestamptz,
  surplus boolean NOT NULL DEFAULT false,
  back_off timestamptz,
  PRIMARY KEY (plan, trial, attempt)
);
CREATE INDEX IF NOT EXISTS attempt_of_key ON ombud.attempt (split_part(lane, '#', 1), started);
CREATE INDEX IF NOT EXISTS attempt_that_counts ON ombud.attempt (split_part(lane, '#', 1), started)
  WHERE contacts > 0 OR back_off IS NOT NULL;
CREATE INDEX IF NOT EXISTS attempt_open ON ombud.attempt (plan) WHERE ended IS NULL;
CREATE INDEX IF NOT EXISTS attempt_surplus ON ombud.attempt (plan) WHERE surplus;
CREATE TABLE IF NOT EXISTS ombud.result (
  plan text NOT NULL,
  trial text NOT NULL,
  attempt integer NOT NULL,
  worker text NOT NULL,
  status text NOT NULL,
  reason text NOT NULL,
  sha256 text,
  bytes bigint,
  ended timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (plan, trial)
);
CREATE TABLE IF NOT EXISTS ombud.weights (
  sha256 text PRIMARY KEY,
  bytes bytea NOT NULL
);
`

/** The plan that was enqueued last: the one whose lanes are handed out. */
export const PLAN = 'SELECT id, tool, cancelled FROM ombud.plan ORDER BY enqueued DESC, id LIMIT 1'

/** $1 plan. Its lanes that are not done, unless it was cancelled. */
export const UNFINISHED = `
SELECT count(*)::int AS open FROM ombud.lane JOIN ombud.plan ON plan.id = lane.plan
WHERE lane.plan = $1 AND done IS NULL AND cancelled IS NULL`

/** $1 id, $2 tool. Which tool made it. */
export const KEEP_PLAN = `
INSERT INTO ombud.plan (id, tool) VALUES ($1, $2)
ON CONFLICT (id) DO UPDATE SET cancelled = NULL, enqueued = now() RETURNING tool`

/** $1 plan. A plan that was cancelled is kept anew when it is enqueued again: what lies there may be damaged. */
export const FORGET_PARTS = `
DELETE FROM ombud.plan_part USING ombud.plan WHERE plan.id = plan_part.plan AND plan.id = $1 AND cancelled IS NOT NULL`

/** $1 plan, $2 number of the part, $3 its text, compressed. */
export const KEEP_PART = 'INSERT INTO ombud.plan_part (plan, part, gzip) VALUES ($1, $2, $3)'

/** $1 plan, $2 number of the part. */
export const PART = 'SELECT gzip FROM ombud.plan_part WHERE plan = $1 AND part = $2'

/** $1 plan, $2 lanes as a JSON array. The ids of those that are new. */
export const KEEP_LANES = `
INSERT INTO ombud.lane (plan, id, targets, trials, kind, priority)
SELECT $1, lane->>'id', ARRAY(SELECT jsonb_array_elements_text(lane->'targets')),
  ARRAY(SELECT jsonb_array_elements_text(lane->'trials')), coalesce(lane->>'kind', 'plain'),
  coalesce((lane->>'priority')::int, 0)
FROM jsonb_array_elements($2::jsonb) AS lane
ON CONFLICT DO NOTHING RETURNING id`

/** $1 plan. A politeness key whose lanes are there in two numbers of parts: `x#1of2` beside `x`. */
export const TWO_SPLITS = `
SELECT split_part(id, '#', 1) AS key FROM ombud.lane WHERE plan = $1
GROUP BY 1 HAVING count(DISTINCT split_part(split_part(id, '#', 2), 'of', 2)) > 1 LIMIT 1`

/** $1 SHA-256, $2 bytes. */
export const KEEP_WEIGHTS =
  'INSERT INTO ombud.weights (sha256, bytes) VALUES ($1, $2) ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes'

/** $1 SHA-256. */
export const WEIGHTS = 'SELECT bytes FROM ombud.weights WHERE sha256 = $1'

/** $1 plan. Lanes that are to be handed out; those that are already in the queue are not added twice. */
export const OPEN_LANES = `
SELECT id, kind, priority FROM ombud.lane WHERE plan = $1 AND done IS NULL AND NOT paused ORDER BY id`

/** $1 plan, $2 lane, $3 worker. */
export const TAKE_LANE = `
UPDATE ombud.lane SET claims = claims + 1, holder = $3
FROM ombud.plan WHERE plan.id = lane.plan AND lane.plan = $1 AND lane.id = $2
  AND done IS NULL AND NOT paused AND cancelled IS NULL
RETURNING claims, targets, trials, kind, priority`

/** $1 plan, $2 lane. */
export const HISTORY = `
SELECT trial, max(attempt.attempt) AS attempts, count(*) FILTER (WHERE attempt.ended IS NULL AND NOT surplus)::int AS lost,
  bool_or(result.trial IS NOT NULL) AS done,
  (extract(epoch FROM clock_timestamp() - max(started)) * 1000)::float8 AS age
FROM ombud.attempt LEFT JOIN ombud.result USING (plan, trial)
WHERE plan = $1 AND lane = $2 AND split_part(lane, '#', 1) = split_part($2::text, '#', 1) GROUP BY trial`

/** Recent attempts of the politeness key of a lane (a parameter), in any run; nothing waits for longer than a day. */
const recent = (lane: string) => `
  split_part(lane, '#', 1) = split_part(${lane}::text, '#', 1) AND started > now() - interval '26 hours'`

/** Those of them that are needed to count people and to know who asked not to be called: few, by an index. */
const counting = (lane: string) => `${recent(lane)} AND (contacts > 0 OR back_off IS NOT NULL)`

/**
 * $1 lane. Milliseconds since somebody last talked to its targets, in any run. Lanes that have the same part of as many
 * keep a pause of their own.
 */
export const IDLE = `
SELECT extract(epoch FROM clock_timestamp() - max(coalesce(ended, started))) * 1000 AS idle
FROM ombud.attempt WHERE ${recent('$1')} AND (lane = $1 OR
  split_part(split_part(lane, '#', 2), 'of', 2) <> split_part(split_part($1, '#', 2), 'of', 2))`

/** $1 lane. Milliseconds for which a target of its key asked not to be called; null where none did. */
export const BACK_OFF = `
SELECT extract(epoch FROM max(back_off) - clock_timestamp()) * 1000 AS left
FROM ombud.attempt WHERE ${counting('$1')} AND back_off > clock_timestamp()`

/** $1 politeness key. Until the end of the transaction nobody else counts its people. */
export const LOCK_KEY = `SELECT pg_advisory_xact_lock(hashtextextended('ombud ' || $1::text, 0))`

/**
 * $1 plan, $2 lane, $3 trial, $4 attempt, $5 worker, $6 contacts, $7 a day, $8 zone. No row where the day has no
 * people left, or a target asked not to be called: all lanes of the key count, in all runs, and attempts whose worker was
 * lost.
 */
export const BEGIN = `
INSERT INTO ombud.attempt (plan, lane, trial, attempt, worker, contacts)
SELECT $1, $2, $3, $4::int, $5, $6::int FROM (
  SELECT max(back_off) AS until, coalesce(sum(contacts) FILTER (
    WHERE (started AT TIME ZONE $8::text)::date = (now() AT TIME ZONE $8::text)::date), 0) AS used
  FROM ombud.attempt WHERE ${counting('$2')}) AS today
WHERE $6::int + used <= $7::int AND (until IS NULL OR until <= clock_timestamp())
RETURNING 1`

/** $1 plan, $2 trial, $3 attempt, $4 contacted, $5 milliseconds for which the target asked not to be called, or null. */
export const END = `
UPDATE ombud.attempt SET ended = now(), contacts = CASE WHEN $4::boolean THEN greatest(1, contacts) ELSE 0 END,
  back_off = clock_timestamp() + $5::float8 * interval '1 millisecond'
WHERE plan = $1 AND trial = $2 AND attempt = $3`

/** $1 plan, $2 trial, $3 attempt, $4 worker, $5 status, $6 reason, $7 sha256, $8 bytes. No row where there is one. */
export const RESULT = `
INSERT INTO ombud.result (plan, trial, attempt, worker, status, reason, sha256, bytes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING 1`

/** $1 plan, $2 trial, $3 attempt. It had not ended later than this: the gap to the next conversation counts from here. */
export const SURPLUS = `
UPDATE ombud.attempt SET surplus = true, ended = coalesce(ended, now())
WHERE plan = $1 AND trial = $2 AND attempt = $3`

/** $1 plan, $2 trial, $3 attempt, $4 worker. */
export const BEGUN = `
SELECT 1 FROM ombud.attempt WHERE plan = $1 AND trial = $2 AND attempt = $3 AND worker = $4`

/** $1 plan, $2 trial, $3 attempt. */
export const COMMITTED = 'SELECT 1 FROM ombud.result WHERE plan = $1 AND trial = $2 AND attempt = $3'

/** $1 plan, $2 lane, $3 reason; null where it is done. */
export const LEAVE_LANE = `
UPDATE ombud.lane SET holder = NULL, reason = $3::text, done = CASE WHEN $3::text IS NULL THEN now() END
WHERE plan = $1 AND id = $2`

/** $1 plan, $2 lane: whether nothing new may begin. */
export const HELD_UP = `
SELECT paused OR cancelled IS NOT NULL AS stop FROM ombud.lane JOIN ombud.plan ON plan.id = lane.plan
WHERE lane.plan = $1 AND lane.id = $2`

/** $1 plan, $2 target, $3 paused. */
export const PAUSE = `
UPDATE ombud.lane SET paused = $3 WHERE plan = $1 AND $2 = ANY (targets) AND done IS NULL AND (paused OR $3) RETURNING 1`

/** $1 plan. */
export const CANCEL = 'UPDATE ombud.plan SET cancelled = now() WHERE id = $1'

/** $1 plan. */
export const LANE_COUNTS = `
SELECT kind, count(*)::int AS all, count(done)::int AS done,
  count(*) FILTER (WHERE holder IS NOT NULL AND done IS NULL)::int AS held,
  count(*) FILTER (WHERE paused AND holder IS NULL AND done IS NULL)::int AS paused,
  count(*) FILTER (WHERE NOT paused AND holder IS NULL AND done IS NULL)::int AS waiting,
  coalesce(sum(cardinality(trials)), 0)::int AS trials
FROM ombud.lane WHERE plan = $1 GROUP BY kind`

/** $1 plan. */
export const REASONS = `
SELECT reason, count(*)::int AS lanes FROM ombud.lane
WHERE plan = $1 AND done IS NULL AND holder IS NULL AND NOT paused AND reason IS NOT NULL GROUP BY reason`

const OPEN = `ombud.attempt JOIN ombud.lane ON lane.plan = attempt.plan AND lane.id = attempt.lane
  WHERE attempt.plan = $1 AND attempt.ended IS NULL AND NOT surplus`

/**
 * $1 plan. An attempt without an end runs where a worker holds its lane that began it, and is lost elsewhere. Of attempts only
 * those are looked at that are open or surplus, by an index: a million have neither.
 */
export const TRIAL_COUNTS = `
SELECT
  count(*) FILTER (WHERE status = 'done')::int AS done,
  count(*) FILTER (WHERE status = 'unscored')::int AS unscored,
  (SELECT count(*)::int FROM ${OPEN} AND holder IS NOT DISTINCT FROM worker) AS running,
  (SELECT count(*)::int FROM ${OPEN} AND holder IS DISTINCT FROM worker) AS lost,
  (SELECT count(*)::int FROM ombud.attempt WHERE plan = $1 AND surplus) AS surplus
FROM ombud.result WHERE plan = $1`

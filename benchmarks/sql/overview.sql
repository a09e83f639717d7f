-- The overview in one scan: fiches by convention, with what waits for somebody, then by theme.
WITH state AS MATERIALIZED (
    SELECT a.id, a.convention_id, a.starts_on, d.due_on, r.id AS report_id, r.decision_wanted, r.blocking_text,
           coalesce(r.effective_on, c.starts_on) AS heard_on,
           CASE WHEN r.id IS NULL THEN 'to_specify'
                WHEN a.yearly AND r.status = 'done' AND r.effective_on < :new_year THEN 'in_progress'
                ELSE r.status END AS status
    FROM action a
    JOIN convention c ON c.id = a.convention_id
    LEFT JOIN progress_report r ON r.action_id = a.id AND r.effective_on <= :as_of
                               AND (r.until IS NULL OR r.until > :as_of)
    LEFT JOIN action_due d ON d.action_id = a.id AND d.valid_from <= :as_of
                          AND (d.valid_until IS NULL OR d.valid_until > :as_of)
    WHERE a.parent_id IS NULL
)
SELECT 'convention' AS part, c.reference AS key,
       count(*) FILTER (WHERE s.decision_wanted <> '' AND s.status NOT IN ('done', 'dropped')) AS wanted,
       count(*) FILTER (WHERE s.blocking_text <> '' AND s.status NOT IN ('done', 'dropped')) AS blocked,
       count(*) AS actions,
       count(*) FILTER (WHERE s.status = 'done') AS done,
       count(*) FILTER (WHERE s.status = 'in_progress') AS in_progress,
       count(*) FILTER (WHERE s.status = 'not_started') AS not_started,
       count(*) FILTER (WHERE s.status = 'suspended') AS suspended,
       count(*) FILTER (WHERE s.status = 'postponed') AS postponed,
       count(*) FILTER (WHERE s.status = 'dropped') AS dropped,
       count(*) FILTER (WHERE s.status = 'to_specify') AS to_specify,
       count(*) FILTER (WHERE s.due_on < :as_of AND s.status NOT IN ('done', 'dropped')) AS late,
       count(*) FILTER (WHERE s.status NOT IN ('done', 'dropped')
                          AND (s.heard_on IS NULL OR s.heard_on < :silent_since)) AS stale,
       count(*) FILTER (WHERE s.report_id IS NULL) AS never_reported,
       count(*) FILTER (WHERE s.status = 'not_started' AND s.starts_on > :as_of) AS not_started_later
FROM state s
JOIN convention c ON c.id = s.convention_id
GROUP BY c.reference
UNION ALL
SELECT 'theme' AS part, t.key, 0 AS wanted, 0 AS blocked,
       count(*) AS actions,
       count(*) FILTER (WHERE s.status = 'done') AS done,
       count(*) FILTER (WHERE s.status = 'in_progress') AS in_progress,
       count(*) FILTER (WHERE s.status = 'not_started') AS not_started,
       count(*) FILTER (WHERE s.status = 'suspended') AS suspended,
       count(*) FILTER (WHERE s.status = 'postponed') AS postponed,
       count(*) FILTER (WHERE s.status = 'dropped') AS dropped,
       count(*) FILTER (WHERE s.status = 'to_specify') AS to_specify,
       count(*) FILTER (WHERE s.due_on < :as_of AND s.status NOT IN ('done', 'dropped')) AS late,
       count(*) FILTER (WHERE s.status NOT IN ('done', 'dropped')
                          AND (s.heard_on IS NULL OR s.heard_on < :silent_since)) AS stale,
       count(*) FILTER (WHERE s.report_id IS NULL) AS never_reported,
       count(*) FILTER (WHERE s.status = 'not_started' AND s.starts_on > :as_of) AS not_started_later
FROM state s
LEFT JOIN action_theme l ON l.action_id = s.id
LEFT JOIN theme t ON t.id = l.theme_id
GROUP BY t.key

-- Fiches by theme, in the national order; a fiche in two themes counts in both.
WITH state AS (
    SELECT a.id, a.convention_id, a.heading_id, a.starts_on, d.due_on, r.id AS report_id,
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
),
counted AS (
    SELECT l.theme_id,
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
    GROUP BY l.theme_id
)
SELECT t.key, t.label,
       k.actions, k.done, k.in_progress, k.not_started, k.suspended, k.postponed, k.dropped, k.to_specify,
       k.late, k.stale, k.never_reported, k.not_started_later
FROM counted k
LEFT JOIN theme t ON t.id = k.theme_id
ORDER BY t.position IS NULL, t.position

-- One row per action and operation, with its state, its names and its lists.
WITH state AS (
    SELECT a.id, d.due_on, r.id AS report_id, r.effective_on, r.confidence, r.done_text, r.next_text, r.blocking_text,
           r.decision_wanted, r.reason, r.resumes_on, r.origin AS report_origin,
           coalesce(r.effective_on, c.starts_on) AS heard_on,
           CASE WHEN r.id IS NULL THEN 'to_specify'
                WHEN a.yearly AND r.status = 'done' AND r.effective_on < :new_year THEN 'in_progress'
                ELSE r.status END AS status,
           CASE WHEN a.yearly AND r.status = 'done' AND r.effective_on < :new_year THEN NULL
                ELSE r.percent END AS percent
    FROM action a
    JOIN convention c ON c.id = a.convention_id
    LEFT JOIN progress_report r ON r.action_id = a.id AND r.effective_on <= :as_of
                               AND (r.until IS NULL OR r.until > :as_of)
    LEFT JOIN action_due d ON d.action_id = a.id AND d.valid_from <= :as_of
                          AND (d.valid_until IS NULL OR d.valid_until > :as_of)
)
SELECT c.id, a.code, a.title, s.status, s.percent, s.confidence,
       coalesce(s.due_on < :as_of AND s.status NOT IN ('done', 'dropped'), false) AS late,
       s.status NOT IN ('done', 'dropped') AND (s.heard_on IS NULL OR s.heard_on < :silent_since) AS stale,
       s.report_id IS NULL AS never_reported,
       coalesce(s.status = 'not_started' AND a.starts_on > :as_of, false) AS not_started_later,
       s.effective_on, s.done_text, s.next_text, s.blocking_text, s.decision_wanted, s.reason, s.resumes_on,
       a.starts_on, s.due_on, a.calendar_text, a.yearly, a.priority, a.origin, s.report_origin,
       axe.id, axe.title AS axe, c.level1_name || ' ' || axe.code || '. ' || axe.title AS axe_label,
       CASE WHEN h.level = 3 THEN up.title WHEN h.level = 2 THEN h.title END AS objective,
       a.id, a.version, c.reference, c.title, p.id, p.code, p.name,
       coalesce(a.heading_id, fiche.heading_id) AS heading_id, a.parent_id, a.position, a.budget_cents, a.budget_text,
       (SELECT string_agg(t.name, ' | ' ORDER BY l.id)
          FROM action_pilot l JOIN actor t ON t.id = l.actor_id WHERE l.action_id = a.id) AS pilots,
       (SELECT string_agg(t.name, ' | ' ORDER BY l.id)
          FROM action_partner l JOIN actor t ON t.id = l.actor_id WHERE l.action_id = a.id) AS partners,
       (SELECT string_agg(t.label, ' | ' ORDER BY l.id)
          FROM action_theme l JOIN theme t ON t.id = l.theme_id WHERE l.action_id = a.id) AS themes,
       (SELECT string_agg(t.name, ' | ' ORDER BY l.id)
          FROM action_commune l JOIN territory t ON t.id = l.territory_id WHERE l.action_id = a.id) AS communes,
       (SELECT count(*) FROM action o WHERE o.parent_id = a.id) AS operations,
       (SELECT count(*) FROM indicator i WHERE i.action_id = a.id) AS indicators
FROM state s
JOIN action a ON a.id = s.id
JOIN convention c ON c.id = a.convention_id
JOIN territory p ON p.id = c.territory_id
LEFT JOIN action fiche ON fiche.id = a.parent_id
LEFT JOIN heading h ON h.id = coalesce(a.heading_id, fiche.heading_id)
LEFT JOIN heading up ON up.id = h.parent_id
LEFT JOIN heading axe ON axe.id = coalesce(h.axe_id, h.id)
ORDER BY c.reference, axe.position, h.position, coalesce(fiche.position, a.position), fiche.id IS NOT NULL, a.position

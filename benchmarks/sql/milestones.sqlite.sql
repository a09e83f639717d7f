-- Every step of every renewal: its day, and whether it is done or late.
WITH rules (kind, label, months) AS (
    VALUES ('evaluation_launched', 'Évaluation et diagnostic lancés', 18),
           ('evaluation_presented', 'Évaluation présentée au COPIL', 12),
           ('axes_agreed', 'Axes et fiches actions arrêtés en COPIL', 6),
           ('deliberations', 'Délibérations des signataires et passage en instance Caf', 3),
           ('signature', 'Signature', 1),
           ('end', 'Fin de la convention', 0)
),
ends AS (
    SELECT c.id AS convention_id,
           coalesce((SELECT m.new_ends_on FROM amendment m
                     WHERE m.convention_id = c.id AND m.new_ends_on IS NOT NULL AND m.signed_on <= :as_of
                     ORDER BY m.signed_on DESC, m.number DESC LIMIT 1), c.ends_on) AS ends_on
    FROM convention c
),
usual AS (
    SELECT c.id, r.kind, r.label, r.months, c.starts_on,
           min(date(e.ends_on, 'start of month', -r.months || ' months',
                    '+' || (strftime('%d', e.ends_on) - 1) || ' days'),
               date(e.ends_on, 'start of month', (1 - r.months) || ' months', '-1 day')) AS due_on
    FROM convention c
    JOIN ends e ON e.convention_id = c.id
    CROSS JOIN rules r
)
SELECT u.id, u.kind, u.label, coalesce(m.due_on, u.due_on) AS due_on,
       CASE WHEN m.done_on <= :as_of THEN m.done_on END AS done_on,
       (m.done_on IS NULL OR m.done_on > :as_of) AND coalesce(m.due_on, u.due_on) < :as_of AS late
FROM usual u
LEFT JOIN milestone m ON m.convention_id = u.id AND m.kind = u.kind
WHERE m.due_on IS NOT NULL OR (u.due_on IS NOT NULL AND (u.starts_on IS NULL OR u.due_on >= u.starts_on))
ORDER BY u.id, u.months DESC

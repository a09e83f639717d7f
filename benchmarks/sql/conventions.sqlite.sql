-- One row per convention, with its end in force, its lineage and its numbers.
WITH ends AS (
    SELECT c.id AS convention_id,
           coalesce((SELECT m.new_ends_on FROM amendment m
                     WHERE m.convention_id = c.id AND m.new_ends_on IS NOT NULL AND m.signed_on <= :as_of
                     ORDER BY m.signed_on DESC, m.number DESC LIMIT 1), c.ends_on) AS ends_on
    FROM convention c
)
SELECT c.reference, c.title, c.level1_name, p.code, p.name, p.kind, p.population,
       c.signed_on, c.signed_precision, c.starts_on, c.term_years, c.origin, c.simulated_fields, e.ends_on,
       min(max((julianday(:as_of) - julianday(c.starts_on)) / (julianday(e.ends_on) - julianday(c.starts_on)),
               0.0), 1.0)
       AS elapsed,
       (SELECT group_concat(n.one, ' | ')
          FROM (SELECT s.name AS one
                FROM signatory s
                WHERE s.convention_id = c.id AND (s.joined_on IS NULL OR s.joined_on <= :as_of)
                ORDER BY s.id) n) AS signatories,
       c.id, c.version, p.id, p.departement, p.sector, c.ends_on AS first_ends_on, caf.name, c.adviser,
       c.level2_name, c.level3_name, c.note,
       coalesce(coalesce(c.starts_on, c.signed_on) <= :as_of
          AND :as_of <= coalesce(
              e.ends_on, date(coalesce(c.starts_on, c.signed_on), '+' || coalesce(c.term_years, 5) || ' years')),
                false) AS in_force,
       (SELECT group_concat(n.one, ' | ')
          FROM (SELECT o.reference AS one
                FROM convention_predecessor l JOIN convention o ON o.id = l.predecessor_id
                WHERE l.convention_id = c.id
                ORDER BY o.starts_on, o.reference) n) AS predecessors,
       (SELECT group_concat(n.one, ' | ')
          FROM (SELECT o.reference AS one
                FROM convention_predecessor l JOIN convention o ON o.id = l.convention_id
                WHERE l.predecessor_id = c.id AND (o.signed_on <= :as_of OR o.starts_on <= :as_of
                      OR coalesce(o.signed_on, o.starts_on) IS NULL)
                ORDER BY o.starts_on, o.reference) n) AS successors,
       (SELECT count(*) FROM heading h WHERE h.convention_id = c.id AND h.level = 1) AS axes,
       (SELECT count(*) FROM action a WHERE a.convention_id = c.id AND a.parent_id IS NULL) AS actions
FROM convention c
JOIN ends e ON e.convention_id = c.id
JOIN territory p ON p.id = c.territory_id
LEFT JOIN caf ON caf.id = c.caf_id
ORDER BY p.sort_key, p.code, c.starts_on, c.reference

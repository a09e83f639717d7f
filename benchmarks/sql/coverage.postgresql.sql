-- Communes of the Essonne, and whether a convention in force covers each.
WITH ends AS (
    SELECT c.id AS convention_id,
           coalesce((SELECT m.new_ends_on FROM amendment m
                     WHERE m.convention_id = c.id AND m.new_ends_on IS NOT NULL AND m.signed_on <= :as_of
                     ORDER BY m.signed_on DESC, m.number DESC LIMIT 1), c.ends_on) AS ends_on
    FROM convention c
),
held AS (
    SELECT c.id, c.territory_id
    FROM convention c
    JOIN ends e ON e.convention_id = c.id
    WHERE coalesce(c.starts_on, c.signed_on) <= :as_of
          AND :as_of <= coalesce(
              e.ends_on, coalesce(c.starts_on, c.signed_on) + make_interval(years => coalesce(c.term_years, 5)))
),
covered AS (
    SELECT cc.territory_id AS commune_id
    FROM held JOIN convention_commune cc ON cc.convention_id = held.id
    WHERE (cc.since IS NULL OR cc.since <= :as_of) AND (cc.until IS NULL OR cc.until > :as_of)
    UNION
    SELECT held.territory_id
    FROM held JOIN territory p ON p.id = held.territory_id
    WHERE p.kind = 'commune' AND NOT EXISTS (SELECT 1 FROM convention_commune cc WHERE cc.convention_id = held.id)
    UNION
    SELECT m.member_id
    FROM held JOIN territory_member m ON m.group_id = held.territory_id
    WHERE NOT EXISTS (SELECT 1 FROM convention_commune cc WHERE cc.convention_id = held.id)
)
SELECT p.code, p.name, p.population, covered.commune_id IS NOT NULL AS covered
FROM territory p
LEFT JOIN covered ON covered.commune_id = p.id
WHERE p.departement = '91' AND p.kind = 'commune'
ORDER BY p.sort_key, p.code

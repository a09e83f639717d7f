-- Complete months left before the end in force of each convention.
WITH ends AS (
    SELECT c.id AS convention_id,
           coalesce((SELECT m.new_ends_on FROM amendment m
                     WHERE m.convention_id = c.id AND m.new_ends_on IS NOT NULL AND m.signed_on <= :as_of
                     ORDER BY m.signed_on DESC, m.number DESC LIMIT 1), c.ends_on) AS ends_on
    FROM convention c
)
SELECT e.convention_id,
       CAST((extract(year FROM e.ends_on) - extract(year FROM CAST(:as_of AS date))) * 12
            + extract(month FROM e.ends_on) - extract(month FROM CAST(:as_of AS date))
            - CASE WHEN extract(day FROM e.ends_on) < extract(day FROM CAST(:as_of AS date))
                    AND extract(month FROM e.ends_on + 1) = extract(month FROM e.ends_on) THEN 1 ELSE 0 END
            AS integer) AS months_left
FROM ends e

-- Complete months left before the end in force of each convention.
WITH ends AS (
    SELECT c.id AS convention_id,
           coalesce((SELECT m.new_ends_on FROM amendment m
                     WHERE m.convention_id = c.id AND m.new_ends_on IS NOT NULL AND m.signed_on <= :as_of
                     ORDER BY m.signed_on DESC, m.number DESC LIMIT 1), c.ends_on) AS ends_on
    FROM convention c
)
SELECT e.convention_id,
       (strftime('%Y', e.ends_on) - strftime('%Y', :as_of)) * 12
       + strftime('%m', e.ends_on) - strftime('%m', :as_of)
       - (strftime('%d', e.ends_on) < strftime('%d', :as_of)
          AND e.ends_on < date(e.ends_on, 'start of month', '+1 month', '-1 day')) AS months_left
FROM ends e

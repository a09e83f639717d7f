-- One row per indicator, with its value in force and its rate.
WITH valued AS (
    SELECT i.id, v.value, v.text, v.on_date, v.source AS value_source, v.comment, v.recorded_at,
           v.origin AS value_origin,
           CASE WHEN i.qualitative OR v.value IS NULL OR i.target IS NULL THEN NULL
                WHEN i.direction = 'keep' OR i.baseline = i.target
                THEN CASE WHEN i.direction = 'down' AND v.value <= i.target THEN 100.0
                          WHEN i.direction <> 'down' AND v.value >= i.target THEN 100.0 ELSE 0.0 END
                WHEN i.baseline IS NOT NULL THEN 100.0 * (v.value - i.baseline) / (i.target - i.baseline)
                WHEN i.direction = 'up' AND i.target > 0 THEN 100.0 * v.value / i.target END AS raw,
           i.direction = 'up' AND i.baseline IS NULL AND i.target > 0 AS from_nothing
    FROM indicator i
    LEFT JOIN indicator_value v ON v.indicator_id = i.id AND v.on_date <= :as_of
                               AND (v.until IS NULL OR v.until > :as_of)
)
SELECT c.id, a.code, i.code, i.name, i.unit, i.direction, i.nature, i.qualitative, i.baseline, i.baseline_on,
       i.target, i.target_text, i.target_on, i.origin, v.value, v.text, v.on_date, v.value_source, v.comment,
       v.value_origin, h.title, axe.id, axe.title, c.level1_name || ' ' || axe.code || '. ' || axe.title AS axe_label,
       CASE WHEN v.raw < 0 THEN 0.0 WHEN v.raw > 100 THEN 100.0 ELSE v.raw END AS rate, v.raw AS rate_raw,
       CASE WHEN i.qualitative THEN 'non calculable : indicateur qualitatif'
            WHEN v.value IS NULL THEN 'non calculable : aucune valeur'
            WHEN i.target IS NULL THEN 'non calculable : cible non renseignée'
            WHEN v.raw IS NULL THEN 'non calculable : valeur de départ non renseignée'
            WHEN v.from_nothing AND v.raw > 100 THEN 'sans valeur de départ, objectif dépassé'
            WHEN v.from_nothing THEN 'sans valeur de départ'
            WHEN v.raw > 100 THEN 'objectif dépassé' WHEN v.raw < 0 THEN 'recul' END AS reason,
       i.id, i.version, c.reference, p.code, p.name, a.id, a.title, h.id, i.position, i.periodicity, i.source,
       v.recorded_at
FROM valued v
JOIN indicator i ON i.id = v.id
JOIN convention c ON c.id = i.convention_id
JOIN territory p ON p.id = c.territory_id
LEFT JOIN action a ON a.id = i.action_id
LEFT JOIN action fiche ON fiche.id = a.parent_id
LEFT JOIN heading h ON h.id = coalesce(i.heading_id, a.heading_id, fiche.heading_id)
LEFT JOIN heading axe ON axe.id = coalesce(h.axe_id, h.id)
ORDER BY c.reference, axe.id IS NULL, axe.position, h.position, a.position, i.position, i.id

-- Pages to review
-- Pages on which a rule could not tell, so that a person must look, with the rules and their reasons; those with most rules first.
-- Of a page that could not be judged at all, its notes give the reason. What a person reviewed is left out.

WITH doubts AS (
  SELECT page, rule, reason FROM findings WHERE outcome = 'cantTell' AND ignored_by IS NULL
  UNION ALL
  SELECT page, rule, array_to_string(list_distinct(list_transform(notes, lambda note: note.reason)), ', ')
  FROM results
  WHERE outcome = 'cantTell' AND len(findings) = 0
)
SELECT
  page,
  count(DISTINCT rule) AS rules,
  count(*) AS findings,
  string_agg(DISTINCT format('{} ({})', rule, reason), ', ' ORDER BY format('{} ({})', rule, reason)) AS what
FROM doubts
GROUP BY page
ORDER BY rules DESC, findings DESC, page

-- The worst pages
-- Pages with failed findings, those with most errors first, then those with most warnings. What a person excepted does not count.

SELECT
  page,
  count(*) FILTER (severity = 'error') AS errors,
  count(*) FILTER (severity = 'warning') AS warnings,
  count(*) FILTER (severity = 'info') AS infos,
  count(DISTINCT rule) AS rules
FROM findings
WHERE outcome = 'failed' AND ignored_by IS NULL
GROUP BY page
ORDER BY errors DESC, warnings DESC, infos DESC, page

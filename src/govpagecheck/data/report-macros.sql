-- What the views of reports are made with.

CREATE MACRO host_of(url) AS -- as govpagecheck.address has it
  nullif(trim(lower(regexp_extract(
    regexp_replace(url, '[\t\r\n]', '', 'g'),
    '^[\x00-\x20]*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#]*@)?(\[[^/?#\]]*\]|[^/?#:\[\]]*)',
    1)), '[]'), '');

-- Halves of characters, which a page can bring into a report and DuckDB refuses as JSON, are left out; all other escapes are kept.
CREATE MACRO without_half_characters(json) AS regexp_replace(
  json,
  '(\\[^u]|\\u[^dD]...|\\u[dD][0-7]..|\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|\\u[dD][89a-fA-F]..',
  '\1',
  'g');

-- How much the stores took, as the last look of each day (UTC) found them.

CREATE TABLE storage_days (
  day BIGINT PRIMARY KEY,
  free_bytes BIGINT NOT NULL
);

CREATE TABLE storage_sizes (
  day BIGINT NOT NULL REFERENCES storage_days (day),
  store TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (day, store)
);

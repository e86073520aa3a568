-- The task queue of the embedded profile.
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  payload BLOB,
  dedupe_key TEXT NOT NULL, -- Empty: none.
  due BIGINT NOT NULL,
  hidden_until BIGINT NOT NULL, -- End of the lease; 0 when it was never taken.
  taken BIGINT NOT NULL, -- 1 while a worker has it, or had it when it died.
  attempts BIGINT NOT NULL
);
CREATE UNIQUE INDEX tasks_waiting_key ON tasks (queue, dedupe_key) WHERE dedupe_key <> '' AND taken = 0;
CREATE INDEX tasks_by_due ON tasks (queue, due, id);

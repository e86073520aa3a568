-- Finished rows of every batch that the event store may still lose, not only of the last one.

CREATE TABLE kept_batches (
  consumer_group TEXT NOT NULL,
  topic TEXT NOT NULL,
  partition_index BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  next_offset BIGINT NOT NULL,
  follows BIGINT NOT NULL, -- next_offset of the batch with rows before it; 0: none in this epoch.
  event_rows BLOB,
  PRIMARY KEY (consumer_group, topic, partition_index, epoch, next_offset)
);

-- The epoch of a group is kept as the offset of a group of its own.
INSERT INTO kept_batches (consumer_group, topic, partition_index, epoch, next_offset, follows, event_rows)
SELECT b.consumer_group, b.topic, b.partition_index, COALESCE(e.next_offset, 0), b.next_offset, 0, b.event_rows
FROM batches b
LEFT JOIN batches e ON e.consumer_group = b.consumer_group || '.epoch' AND e.topic = b.topic
  AND e.partition_index = b.partition_index
WHERE b.event_rows IS NOT NULL;

ALTER TABLE batches DROP COLUMN event_rows;

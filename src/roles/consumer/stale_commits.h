// Committed offsets from before a log lost its tail.
//
// Such a log gives out its last offsets once more. The group's committed offset is then ahead of
// what is applied, and may stay so: its commit is not synced, and may fail. Taken at its word it
// would have the consumer leave out records that were answered, so what was committed up to the day
// of the rewind is noted with the applied offset, and no longer believed.
#pragma once

#include <string_view>

#include "ports/log.h"
#include "ports/meta_db.h"

namespace picket::consumer {

/// Committed offsets up to this are stale while less is applied; 0 when no log was rewound.
Result<ports::Offset> read_stale_commit(ports::MetaTx& tx, std::string_view group,
                                        const ports::TopicPartition& of);

/// In the transaction of the rewind: the group may have committed up to `offset`. Only grows.
Result<void> note_stale_commit(ports::MetaTx& tx, std::string_view group,
                               const ports::TopicPartition& of, ports::Offset offset);

}  // namespace picket::consumer

#include "roles/consumer/stale_commits.h"

#include <string>

#include "ports/batches.h"

namespace picket::consumer {
namespace {

/// Kept as the offset of a group of its own.
std::string stale_group(std::string_view group) {
  return std::string(group) + ".stale";
}

}  // namespace

Result<ports::Offset> read_stale_commit(ports::MetaTx& tx, std::string_view group,
                                        const ports::TopicPartition& of) {
  return tx.batches().get(stale_group(group), of);
}

Result<void> note_stale_commit(ports::MetaTx& tx, std::string_view group,
                               const ports::TopicPartition& of, ports::Offset offset) {
  const auto noted = read_stale_commit(tx, group, of);
  if (!noted) return unexpected(noted.error());
  if (offset <= *noted) return {};
  return tx.batches().put(stale_group(group), of, offset);
}

}  // namespace picket::consumer

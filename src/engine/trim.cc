#include "engine/trim.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace picket::engine {

Result<ports::Offset> trim_consumed(ports::Log& log, const ports::TopicPartition& of,
                                    std::int64_t keep_consumed) {
  const auto groups = log.groups();
  if (!groups) return unexpected(groups.error());
  std::optional<ports::Offset> slowest;
  for (const std::string& group : *groups) {
    const auto committed = log.committed(group, of);
    if (!committed) return unexpected(committed.error());
    if (*committed) slowest = std::min(slowest.value_or((*committed)->next), (*committed)->next);
  }
  const ports::Offset keep_from = std::max<ports::Offset>(slowest.value_or(0) - keep_consumed, 0);
  if (keep_from > 0) {
    if (auto done = log.trim(of, keep_from); !done) return unexpected(std::move(done.error()));
  }
  return keep_from;
}

}  // namespace picket::engine

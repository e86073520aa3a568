#include "adapters/events_duckdb/columns.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace picket::adapters::duck {

std::uint64_t tag_hash(std::string_view key, std::string_view value) {
  XXH64_state_t state;
  XXH64_reset(&state, 0);
  XXH64_update(&state, key.data(), key.size());
  XXH64_update(&state, "=", 1);
  XXH64_update(&state, value.data(), value.size());
  return XXH64_digest(&state);
}

const std::string& all_columns() {
  static const std::string names = [] {
    std::string list =
        "ts, received, project, issue, hash_id, event_high, event_low, category, level, handled";
    const auto append = [&list](std::string_view name) { list.append(", ").append(name); };
    for (const std::string_view name : kTextColumns) append(name);
    append("column_tags");
    for (const PromotedTag& tag : kPromotedTags) append(tag.column);
    for (const char* name :
         {"tags", "tag_hashes", "payload_container", "payload_offset", "payload_size"}) {
      append(name);
    }
    return list;
  }();
  return names;
}

}  // namespace picket::adapters::duck

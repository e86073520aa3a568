// What may stand behind a key of a search, the likeliest first.
// Source: shared spec "search", section 5; the design of the search field.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/search/config.h"
#include "roles/api/call.h"

namespace picket::api {

/// A field shows eight at a time.
inline constexpr std::size_t kMaxSuggested = 20;

struct SuggestedValue {
  std::string value;      ///< As it is typed, without quotes.
  std::string_view kind;  ///< "word", "team", "member", "date", "project" or "value".
  std::string about{};    ///< A name or phrase; may be empty.
  std::optional<std::int64_t> events{};  ///< That have it, of the range and environments.
  std::optional<Timestamp> last_seen{};  ///< The last of them.
};

/// At most kMaxSuggested of each kind; `text` stands anywhere in each, in any case. A key that is
/// in no table is a tag's.
Answer<std::vector<SuggestedValue>> suggest_values(const Call& call,
                                                   const domain::search::SearchConfig& config,
                                                   std::string_view key, std::string_view text);

}  // namespace picket::api

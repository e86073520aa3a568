// Tags: short texts by which events are found. Source: shared spec "ingest", section 3.8.
#pragma once

#include <cstddef>
#include <string_view>

#include <boost/json.hpp>

#include "domain/normalize/meta.h"

namespace picket::domain::normalize {

inline constexpr std::size_t kMaxTagKey = 200;    ///< Bytes.
inline constexpr std::size_t kMaxTagValue = 200;  ///< Characters; a longer value is cut.
/// The event store keeps and hashes every tag of an event; SDKs send fewer than fifty.
inline constexpr std::size_t kMaxTags = 500;

/// Takes `environment`, `server_name` and `site` to and from the tags, and brings the tags within
/// their limits. Expects them as tag_pairs (convert.h) leaves them.
void normalize_tags(boost::json::object& event, Meta& meta);

/// Of normalized tags. Nothing happens to a list that is full, or for a value that no tag has.
bool has_tag(const boost::json::object& event, std::string_view key) noexcept;
/// In the place of the tag of that name, or behind all; a long value is cut.
void set_tag(boost::json::object& event, std::string_view key, std::string_view value, Meta& meta);
void remove_tag(boost::json::object& event, std::string_view key, Meta& meta);

}  // namespace picket::domain::normalize

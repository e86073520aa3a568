// Why an event is where it is: all variants with their components, hashes and hints, as the API
// shows them. Source: shared spec "grouping", section 16; spec "api", grouping-info.
#pragma once

#include <span>
#include <string>

#include <boost/json.hpp>

#include "domain/grouping/settings.h"

namespace picket::domain::grouping {

struct InfoRequest {
  /// Those that were stored with the event; a variant's hash that is not among them is marked.
  std::span<const std::string> stored_hashes{};
  /// Frames and chained exceptions in the order in which the reader wants stack traces.
  bool newest_first = false;
};

/// {"grouping_config": id, "variants": {name: {type, description, key, hash, hashMismatch,
/// contributes, hint}}}. Variants of components also have `component`, a tree of {id, name,
/// contributes, hint, values}, and `config`; those of a fingerprint `values`, and `matched_rule`
/// when a rule gave it; a checksum that is
/// none of ours `raw_checksum`. Groups the event anew, by the settings that are asked for.
boost::json::object grouping_info(const boost::json::object& event,
                                  const GroupingSettings& settings, const InfoRequest& request);

}  // namespace picket::domain::grouping

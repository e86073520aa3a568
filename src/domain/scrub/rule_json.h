// The advanced rule language, as `relayPiiConfig` holds it:
//   {"rules": {"0": {"type": "email", "redaction": {"method": "mask"}}}, "applications":
//   {"$string": ["0", "@ip"]}}
// Source: shared spec "ingest", section 4.6.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/scrub/rule.h"

namespace picket::domain::scrub {

/// Expressions of one configuration: each may take Pattern::kMaxBytes.
inline constexpr std::size_t kMaxPatterns = 64;
/// Rules, and selectors, of one configuration: every string of an event is asked about each.
inline constexpr std::size_t kMaxRules = 500;

/// Takes what is good and leaves out the rest, as relay does: a rule of an unknown type, a selector
/// that is none. Empty text is an empty configuration.
PiiConfig read_pii_config(std::string_view text);

/// A sentence about the first flaw, for whoever sent it; nullopt for a good configuration. Empty
/// text is good.
std::optional<std::string> find_pii_config_flaw(std::string_view text);

}  // namespace picket::domain::scrub

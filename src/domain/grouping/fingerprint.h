// The event's fingerprint: what the application, or a rule of the project, wants it grouped by.
// Source: shared spec "grouping", sections 11 and 12.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "domain/grouping/fingerprint_rule.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

/// Entries after these do not count: our limit; SDKs send one to five.
inline constexpr std::size_t kMostFingerprintEntries = 64;

enum class FingerprintKind : std::uint8_t {
  plain,   ///< None, or the default alone: grouped by its contents.
  hybrid,  ///< The contents and more.
  custom,  ///< Something else instead.
};

struct Fingerprint {
  FingerprintKind kind = FingerprintKind::plain;
  /// Variables resolved, messages of the event parameterized; the default entry reads
  /// kDefaultEntry. Views into event and arena.
  std::vector<std::string_view> entries;
  MatchedRule matched;  ///< Whose entries these are, if it has any.
};

inline constexpr std::string_view kDefaultEntry = "{{ default }}";

/// A fingerprint that is not a list is absent; entries that are neither text, number nor bool are
/// left out.
Fingerprint read_fingerprint(Run& run);

}  // namespace picket::domain::grouping

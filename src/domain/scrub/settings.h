// From what people switch on to rules.
// Source: shared spec "ingest", section 4.6 (derivation).
#pragma once

#include <string>
#include <vector>

#include "domain/scrub/rule.h"

namespace picket::domain::scrub {

/// The simple settings of a project, those of its organization merged in.
struct DataScrubbing {
  bool scrub_data = true;
  bool scrub_defaults = true;  ///< The rules that everybody has; with scrub_data.
  bool scrub_ip_addresses = false;
  std::vector<std::string> sensitive_fields{};  ///< Parts of keys; with scrub_data.
  std::vector<std::string> safe_fields{};       ///< Selectors or keys that stay.

  bool operator==(const DataScrubbing&) const = default;
};

PiiConfig rules_of(const DataScrubbing& settings);

/// Rules of an organization come before those of a project, and neither sees the other's: their ids
/// begin with "organization:" and "project:" then.
PiiConfig merge_rules(const PiiConfig& organization, const PiiConfig& project);

}  // namespace picket::domain::scrub

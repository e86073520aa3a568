// Whom ownership rules name for an event, asked once a day for each group of events.
// Source: shared spec "issues", section 10.3.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/json.hpp>

#include "base/clock.h"
#include "domain/issue/owner.h"
#include "domain/ownership/rules.h"
#include "protocol/ids.h"
#include "roles/consumer/project_rules.h"

namespace picket::consumer {

/// How long what the rules said about an issue stands.
inline constexpr std::chrono::hours kOwnersStand{24};

/// A name that nobody looked up yet.
struct NamedOwner {
  domain::ownership::OwnerName name;
  domain::OwnerKind kind = domain::OwnerKind::ownership_rule;
  std::string rule;  ///< As it stands in the text.
};

struct NamedOwners {
  std::vector<NamedOwner> suggested;  ///< The best first.
  std::vector<NamedOwner> assignees;  ///< Of the rule that assigns; none when that is off.
};

NamedOwners search_owners(const OwnershipRules& rules, const boost::json::object& event);

/// Which groups were asked about lately. Forgetting only costs another search. One thread.
class OwnerSearches {
 public:
  /// About 80 bytes each; then all is forgotten.
  static constexpr std::size_t kMaxGroups = 20'000;

  bool due(ProjectId project, std::string_view hash, Timestamp now) const;
  void done(ProjectId project, std::string_view hash, Timestamp now);

 private:
  static std::string key(ProjectId project, std::string_view hash);

  std::unordered_map<std::string, Timestamp> searched_;
};

}  // namespace picket::consumer

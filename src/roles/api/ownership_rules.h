// What the routes about ownership share: whom rules name, how they are shown, reading and writing.
// Source: shared spec "api", section 4.9, and "issues", section 10.2.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "domain/ownership/rules.h"
#include "domain/ownership/settings.h"
#include "ports/projects.h"
#include "roles/api/call.h"

namespace picket::api {

/// Whom the rules of a project may name: teams of the project and members of the organization.
class OwnerIds {
 public:
  static Answer<OwnerIds> read(const Call& call, const ports::Project& project,
                               std::span<const domain::ownership::Rule> rules);

  /// 0 for nobody.
  std::int64_t find(const domain::ownership::OwnerName& owner) const;
  /// Those who are nobody, as they are written.
  std::vector<std::string> unknown(domain::ownership::OwnerName::Kind kind) const;

 private:
  std::vector<std::pair<domain::ownership::OwnerName, std::int64_t>> known_;
};

/// Null when there are none.
boost::json::value rules_json(std::span<const domain::ownership::Rule> rules, const OwnerIds& ids);

/// The defaults where nobody wrote any: then it was never created.
Answer<domain::ownership::OwnershipSettings> read_ownership(const Call& call, ProjectId project);

/// Writes what differs, and the audit log.
Answer<void> put_ownership(const Call& call, const ports::Project& project,
                           const domain::ownership::OwnershipSettings& before,
                           domain::ownership::OwnershipSettings after);

}  // namespace picket::api

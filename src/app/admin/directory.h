// What an operator means by a name: organizations, teams, projects, members, keys.
#pragma once

#include <optional>
#include <string>

#include "app/admin/api_call.h"

namespace picket::app {

struct Named {
  std::string id;    ///< As the paths of the API take it.
  std::string name;  ///< Slug, address or public key.
};

/// Looks names up, by slug or id. not_found says what there is instead; conflict that a name must
/// be said which could be left out with one thing alone. References outlive it.
class Directory {
 public:
  explicit Directory(const ApiCalls& api) : api_(api) {}

  /// Without a name: the only one.
  Result<Named> org(const std::optional<std::string>& name) const;
  Result<Named> team(const Named& org, const std::string& name) const;
  Result<Named> project(const Named& org, const std::string& name) const;
  /// By address, or the id of a user.
  Result<Named> member(const Named& org, const std::string& name) const;
  /// By public key or by a name that only one has; without: the only one.
  Result<Named> key(const Named& org, const Named& project,
                    const std::optional<std::string>& name) const;
  Result<Named> user(const std::string& name) const;

 private:
  const ApiCalls& api_;
};

}  // namespace picket::app

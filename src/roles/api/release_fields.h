// What a body says of a release. Source: shared spec "api", section 16.2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/releases.h"
#include "roles/api/body.h"
#include "roles/api/call.h"

namespace picket::api {

/// What is absent stays as it is.
struct ReleaseFields {
  std::optional<std::string> ref{};
  std::optional<std::string> url{};
  std::optional<std::optional<Timestamp>> released{};  ///< Inner nullopt: not any more.
  std::optional<std::optional<Timestamp>> started{};
  std::optional<bool> archived{};
  std::optional<UserId> owner{};

  void apply_to(ports::Release& release) const;
};

/// Refuses what is wrong in `fields`. Commits and refs are checked to be lists and passed over:
/// Picket keeps none, and a pipeline should not fail for that.
Answer<ReleaseFields> read_release_fields(const Call& call, const boost::json::object& body,
                                          Fields& fields);

/// `projects`: slugs and ids of projects of the grant; 400 names the field. Nullopt when absent.
std::optional<std::vector<ProjectId>> read_release_projects(const Call& call,
                                                            const boost::json::object& body,
                                                            Fields& fields);

}  // namespace picket::api

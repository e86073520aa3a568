// An organization with everything that its pages show.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "ports/organizations.h"
#include "roles/api/call.h"

namespace picket::api {

/// `call.grant` is that of the organization. `detailed`: with teams and projects.
Answer<boost::json::object> organization_detail(const Call& call, const ports::Organization& org,
                                                bool detailed);

/// Settings that Picket shows as clients expect them and cannot change: name and JSON value.
struct FixedSetting {
  std::string_view name;
  std::string_view value;
};
std::span<const FixedSetting> fixed_organization_settings() noexcept;

}  // namespace picket::api

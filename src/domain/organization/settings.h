// What an organization decides about itself, apart from its names.
// Source: shared spec "access", section 1.7, and "api", section 3.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/access/role.h"
#include "domain/settings/settings.h"

namespace picket::domain {

struct OrgSettings {
  /// Every member sees every project and may join every team; otherwise their own only.
  bool open_membership = true;
  bool member_invite = true;            ///< Members invite others.
  bool member_project_creation = true;  ///< Members with a role in a team create projects for it.
  bool events_member_admin = true;
  bool alerts_member_write = true;
  access::OrgRole default_role = access::OrgRole::member;
  SettingValues options{};  ///< Of organization_options().

  access::RoleOptions role_options() const noexcept {
    return {events_member_admin, alerts_member_write};
  }
  friend bool operator==(const OrgSettings&, const OrgSettings&) = default;
};

/// What its projects inherit, by the names of the API.
std::span<const Setting> organization_options() noexcept;

/// A compact JSON object with what differs from the default.
std::string to_json(const OrgSettings& settings);
/// Words that we do not know are passed over: they may come from a newer program. Text that is not
/// an object gives the defaults.
OrgSettings parse_org_settings(std::string_view json);

}  // namespace picket::domain

#include "domain/organization/settings.h"

#include "domain/quota/quota.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

struct Switch {
  const char* name;
  bool OrgSettings::*value;
};

constexpr Switch kSwitches[] = {
    {"openMembership", &OrgSettings::open_membership},
    {"allowMemberInvite", &OrgSettings::member_invite},
    {"allowMemberProjectCreation", &OrgSettings::member_project_creation},
    {"eventsMemberAdmin", &OrgSettings::events_member_admin},
    {"alertsMemberWrite", &OrgSettings::alerts_member_write},
};

constexpr const char* kDefaultRole = "defaultRole";

constexpr std::int64_t kPage = 4'000;    ///< Of the lists of fields, in all.
constexpr std::int64_t kRules = 65'536;  ///< Of rules that people write.

constexpr Setting kOptions[] = {
    {"dataScrubber", SettingKind::flag, "false"},
    {"dataScrubberDefaults", SettingKind::flag, "false"},
    {"sensitiveFields", SettingKind::texts, "[]", 0, kPage},
    {"safeFields", SettingKind::texts, "[]", 0, kPage},
    {"scrubIPAddresses", SettingKind::flag, "false"},
    {"relayPiiConfig", SettingKind::text_or_null, "null", 0, kRules},
    {"accountRateLimit", SettingKind::number, "0", 0, kMostQuotaLimit},
    {"projectRateLimit", SettingKind::number, "100", 50, 100},
    {"quotas", SettingKind::quotas, "[]"},
};

}  // namespace

std::span<const Setting> organization_options() noexcept {
  return kOptions;
}

std::string to_json(const OrgSettings& settings) {
  const OrgSettings defaults;
  json::object object;
  for (const Switch& one : kSwitches) {
    if (settings.*one.value != defaults.*one.value) object[one.name] = settings.*one.value;
  }
  if (settings.default_role != defaults.default_role)
    object[kDefaultRole] = access::to_string(settings.default_role);
  for (const auto& [name, value] : settings.options.changed()) object[name] = value;
  std::string text;
  protocol::write_json(object, text);
  return text;
}

OrgSettings parse_org_settings(std::string_view text) {
  OrgSettings settings;
  const auto parsed = protocol::parse_json(text);
  if (!parsed || !parsed->is_object()) return settings;
  const json::object& object = parsed->get_object();
  for (const Switch& one : kSwitches) {
    const json::value* const value = object.if_contains(one.name);
    if (value != nullptr && value->is_bool()) settings.*one.value = value->get_bool();
  }
  if (const auto role = access::parse_org_role(protocol::find_string(object, kDefaultRole)))
    settings.default_role = *role;
  for (const Setting& option : kOptions) {
    const json::value* const value = object.if_contains(option.name);
    if (value != nullptr && !find_flaw(option, *value)) settings.options.set(option, *value);
  }
  return settings;
}

}  // namespace picket::domain

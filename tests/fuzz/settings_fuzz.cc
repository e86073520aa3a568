// Settings that people send as JSON: what has no flaw is kept, comes back the same, and makes
// filters, quotas and origins that can be asked.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/filter/filter.h"
#include "domain/filter/from_settings.h"
#include "domain/organization/settings.h"
#include "domain/project/origin.h"
#include "domain/project/settings.h"
#include "domain/project/tag_links.h"
#include "domain/quota/project_quotas.h"
#include "domain/settings/settings.h"
#include "protocol/json.h"

namespace {

using namespace picket;
namespace json = boost::json;

/// What is kept reads back as it was.
void check_kept(const domain::SettingValues& values, const domain::Setting& setting) {
  const auto again = domain::SettingValues::parse(values.to_json());
  PICKET_ASSERT(again == values);
  PICKET_ASSERT(again.get(setting) == values.get(setting));
}

void check_table(std::span<const domain::Setting> table, const json::value& value) {
  for (const domain::Setting& setting : table) {
    if (const auto flaw = domain::find_flaw(setting, value)) {
      PICKET_ASSERT(!flaw->empty());
      continue;
    }
    domain::SettingValues values;
    values.set(setting, value);
    PICKET_ASSERT(!domain::find_flaw(setting, values.get(setting)));
    check_kept(values, setting);
    // Setting what is there changes nothing.
    const domain::SettingValues before = values;
    values.set(setting, values.get(setting));
    PICKET_ASSERT(values == before);
  }
}

void check_quotas(const json::value& value) {
  const bool flawed = domain::find_quotas_flaw(value).has_value();
  domain::QuotaSettings settings;
  settings.organization_quotas = settings.project_quotas = value;
  const domain::ProjectQuotas quotas = domain::make_project_quotas(settings);
  PICKET_ASSERT(quotas.quotas.size() <= 2 * domain::kMaxSetQuotas);
  const domain::Scoping scoping{OrgId{1}, ProjectId{2}, KeyId{3}};
  for (const domain::Quota& quota : quotas.quotas) {
    PICKET_ASSERT(!domain::CounterKey(quota, scoping).text().empty());
    PICKET_ASSERT(!quota.limit || *quota.limit <= domain::kMostQuotaLimit);
  }
  if (!flawed && !value.get_array().empty()) PICKET_ASSERT(!quotas.quotas.empty());
}

/// The whole document as what is kept of a project.
void check_project(std::string_view text) {
  const auto values = domain::SettingValues::parse(text);
  const domain::filter::FilterConfig config(domain::filter::settings_of(values),
                                            domain::filter::built_in_filters());
  const json::object event({{"message", "m"}, {"release", "1.0"}});
  const auto reason = domain::filter::find_filter({event, "203.0.113.9", "Mozilla/5.0"}, config);
  PICKET_ASSERT(reason.size() <= domain::filter::kMaxFilterIdBytes);
  const domain::OrgSettings organization = domain::parse_org_settings(text);
  PICKET_ASSERT(domain::parse_org_settings(domain::to_json(organization)) == organization);
}

/// A template that may be kept leads to the web, to a host that no value is a part of.
void check_template(std::string_view text) {
  if (const auto flaw = domain::find_template_flaw(text)) {
    PICKET_ASSERT(!flaw->empty());
    return;
  }
  const auto origin = domain::parse_origin(text.substr(0, text.find(domain::kTagValue)));
  PICKET_ASSERT(text.find(domain::kTagValue) != std::string_view::npos);
  if (origin) PICKET_ASSERT(origin->domain.find_first_of("{}@\\") == std::string::npos);
}

/// An origin matches itself as a pattern, and "*" takes any.
void check_origin(std::string_view text) {
  const auto origin = domain::parse_origin(text);
  const std::string pattern(text);
  const auto other = domain::parse_origin("https://www.example.com:8080/");
  (void)domain::is_allowed(std::span(&pattern, 1), *other);
  if (!origin) return;
  PICKET_ASSERT(!origin->domain.empty());
  const std::string any = "*";
  PICKET_ASSERT(domain::is_allowed(std::span(&any, 1), *origin));
  // A host with a colon is none, which a pattern cannot say.
  if (origin->port || origin->domain.find(':') != std::string::npos) return;
  const std::string itself = origin->scheme + "://" + origin->domain;
  PICKET_ASSERT(domain::is_allowed(std::span(&itself, 1), *origin));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_project(text);
  check_origin(text);
  check_template(text);
  const auto value = protocol::parse_json(text);
  if (!value) return 0;
  for (const auto table :
       {domain::project_settings(), domain::project_options(), domain::project_filters(),
        domain::key_settings(), domain::loader_options(), domain::organization_options()}) {
    check_table(table, *value);
    if (const json::object* object = value->if_object()) {
      for (const domain::Setting& setting : table) {
        if (const json::value* one = object->if_contains(setting.name)) {
          check_table(std::span(&setting, 1), *one);
        }
      }
    }
  }
  check_quotas(*value);
  (void)domain::find_tag_links_flaw(domain::kTagLinks, *value);
  return 0;
}

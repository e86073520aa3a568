#include "domain/scrub/settings.h"

#include <string_view>
#include <utility>

#include "base/assert.h"
#include "domain/normalize/scalar.h"
#include "domain/scrub/selector.h"

namespace picket::domain::scrub {
namespace {

constexpr std::string_view kAnyValue = "$string || $number || $array || $object";
/// Without these an event is of no use, or they mean other things than they look like.
constexpr std::string_view kNeeded =
    "debug_meta.** | $frame.filename | $frame.abs_path | $logentry.formatted | $error.value | "
    "$request.headers.user-agent";
/// Addresses whatever they hold.
constexpr std::string_view kAddresses =
    "$request.env.REMOTE_ADDR | $user.ip_address | $sdk.client_ip | $span.sentry_tags.'user.ip'";
/// Searched for what looks secret, but never replaced as a whole.
constexpr std::string_view kMessages = "$logentry.formatted";
constexpr std::string_view kStripFields = "strip-fields";

/// Cookies that sessions of well-known frameworks hang on.
constexpr std::string_view kCookies[] = {
    "sentrysid",  "sudo",          "su",          "session",    "__session",
    "sessionid",  "user_session",  "symfony",     "phpsessid",  "fasthttpsessionid",
    "mysession",  "irissessionid", "_vercel_jwt", "csrf",       "xsrf",
    "_xsrf",      "_csrf",         "csrf-token",  "csrf_token", "xsrf-token",
    "xsrf_token", "fastcsrf",      "_iris_csrf",
};

Selector ours(std::string_view text) {
  auto parsed = parse_selector(text);
  PICKET_ASSERT(parsed.has_value());
  return *std::move(parsed);
}

Selector cookies() {
  std::vector<Selector> each;
  for (const std::string_view name : kCookies) {
    each.push_back(ours("*.cookies.'" + std::string(name) + "'"));
  }
  return any_of(std::move(each));
}

std::vector<std::string> trimmed(const std::vector<std::string>& fields) {
  std::vector<std::string> kept;
  for (const std::string& field : fields) {
    const std::string_view name = normalize::trim_space(field);
    if (!name.empty()) kept.emplace_back(name);
  }
  return kept;
}

/// What is no selector is a key.
std::vector<Selector> exemptions(const std::vector<std::string>& safe_fields) {
  std::vector<Selector> none;
  for (const std::string& field : trimmed(safe_fields)) {
    auto parsed = parse_selector(field);
    none.push_back(none_of(parsed ? *std::move(parsed) : key_selector(field)));
  }
  return none;
}

/// The value of `first`, unless people said that it is safe.
Selector unless_safe(std::vector<Selector> parts, const std::vector<Selector>& exempt) {
  parts.insert(parts.end(), exempt.begin(), exempt.end());
  return parts.size() == 1 ? std::move(parts.front()) : all_of(std::move(parts));
}

std::string prefixed(const PiiConfig& config, std::string_view prefix, const std::string& id) {
  return config.rules.contains(id) ? std::string(prefix) + id : id;
}

void add_rules(const PiiConfig& from, std::string_view prefix, PiiConfig& to) {
  for (const auto& [id, rule] : from.rules) {
    Rule& added = to.rules[std::string(prefix) + id];
    added = rule;
    for (std::string& inner : added.rules) inner = prefixed(from, prefix, inner);
  }
  for (const auto& [selector, ids] : from.applications) {
    std::vector<std::string>& all = to.applications[selector];
    for (const std::string& id : ids) all.push_back(prefixed(from, prefix, id));
  }
}

}  // namespace

PiiConfig rules_of(const DataScrubbing& settings) {
  PiiConfig config;
  std::vector<std::string> everywhere;
  std::vector<std::string> in_messages;
  if (settings.scrub_data && settings.scrub_defaults) {
    everywhere.emplace_back("@common:filter");
    config.applications[cookies()] = {"@anything:filter"};
    in_messages = {"@email:replace", "@creditcard:replace", "@iban:replace", "@usssn:replace",
                   "@bearer:replace"};
  }
  if (settings.scrub_ip_addresses) {
    everywhere.emplace_back("@ip:replace");
    config.applications[ours(kAddresses)] = {"@anything:remove"};
  }
  std::vector<std::string> names = trimmed(settings.sensitive_fields);
  if (settings.scrub_data && !names.empty()) {
    everywhere.emplace_back(kStripFields);
    config.rules.emplace(kStripFields,
                         Rule{.type = RuleType::redact_pair,
                              .redaction = {Method::replace, std::string(kFilteredText)},
                              .names = std::move(names)});
  }
  const std::vector<Selector> exempt = exemptions(settings.safe_fields);
  if (!everywhere.empty()) {
    config.applications[unless_safe({ours(kAnyValue), none_of(ours(kNeeded))}, exempt)] =
        std::move(everywhere);
  }
  if (!in_messages.empty()) {
    config.applications[unless_safe({ours(kMessages)}, exempt)] = std::move(in_messages);
  }
  return config;
}

PiiConfig merge_rules(const PiiConfig& organization, const PiiConfig& project) {
  PiiConfig merged;
  add_rules(organization, "organization:", merged);
  add_rules(project, "project:", merged);
  return merged;
}

}  // namespace picket::domain::scrub

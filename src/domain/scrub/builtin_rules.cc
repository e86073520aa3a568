#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "domain/scrub/rule.h"

namespace picket::domain::scrub {
namespace {

/// `@name` is `@name:usual`. All have remove, hash, mask and replace.
struct Family {
  std::string_view name;
  RuleType type;
  std::string_view usual;
  std::string_view text;  ///< Of replace.
  bool has_filter = false;
};

constexpr Family kFamilies[] = {
    {"anything", RuleType::anything, "replace", kFilteredText, true},
    {"ip", RuleType::ip, "replace", "[ip]"},
    {"imei", RuleType::imei, "replace", "[imei]"},
    {"mac", RuleType::mac, "mask", "[mac]"},
    {"uuid", RuleType::uuid, "mask", "[uuid]"},
    {"email", RuleType::email, "replace", "[email]"},
    {"iban", RuleType::iban, "replace", "[iban]", true},
    {"creditcard", RuleType::creditcard, "replace", "[creditcard]", true},
    {"pemkey", RuleType::pemkey, "replace", "[pemkey]", true},
    {"urlauth", RuleType::url_auth, "replace", "[auth]"},
    {"usssn", RuleType::us_ssn, "mask", "[us-ssn]", true},
    {"userpath", RuleType::userpath, "replace", "[user]"},
    {"bearer", RuleType::bearer, "replace", "Bearer [token]", true},
    {"password", RuleType::password, "remove", "[password]", true},
};

/// What `@urlauth:legacy` replaces: the password alone.
constexpr std::string_view kUrlPassword =
    R"(\b((?:[a-z0-9]+:)?//[a-zA-Z0-9%_.-]+:)([a-zA-Z0-9%_.-]+)@)";

Rule several(std::vector<std::string> ids) {
  return {.type = RuleType::multiple, .rules = std::move(ids)};
}

Rule alias(const Family& family) {
  Rule rule = several({'@' + std::string(family.name) + ':' + std::string(family.usual)});
  rule.hide_inner = true;
  return rule;
}

std::optional<Redaction> redaction_of(const Family& family, std::string_view method) {
  if (method == "remove") return Redaction{Method::remove};
  if (method == "hash") return Redaction{Method::hash};
  // Relay hashes here, and so do all that were masked so far.
  if (method == "mask") {
    return Redaction{family.type == RuleType::imei ? Method::hash : Method::mask};
  }
  if (method == "replace") return Redaction{Method::replace, std::string(family.text)};
  if (method == "filter" && family.has_filter) {
    return Redaction{Method::replace, std::string(kFilteredText)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Rule> builtin_rule(std::string_view id) {
  if (id == "@common") {
    return several({"@iban", "@ip", "@email", "@creditcard", "@pemkey", "@urlauth", "@userpath",
                    "@password", "@usssn"});
  }
  if (id == "@common:filter") {
    return several({"@creditcard:filter", "@iban:filter", "@pemkey:filter", "@urlauth:legacy",
                    "@password:filter", "@usssn:filter"});
  }
  if (id == "@urlauth:legacy") {
    return Rule{.type = RuleType::url_auth,
                .redaction = {Method::replace, std::string(kFilteredText)},
                .pattern = std::string(kUrlPassword),
                .replace_groups = {2}};
  }
  if (!id.starts_with('@')) return std::nullopt;
  const ascii::Split parts = ascii::split_once(id.substr(1), ':');
  const auto* const family =
      std::find_if(std::begin(kFamilies), std::end(kFamilies),
                   [&](const Family& each) { return each.name == parts.head; });
  if (family == std::end(kFamilies)) return std::nullopt;
  if (!parts.found) return alias(*family);
  auto redaction = redaction_of(*family, parts.tail);
  if (!redaction) return std::nullopt;
  return Rule{.type = family->type, .redaction = *std::move(redaction)};
}

}  // namespace picket::domain::scrub

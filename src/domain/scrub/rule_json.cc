#include "domain/scrub/rule_json.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "domain/scrub/pattern.h"
#include "protocol/json.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;
using Flaw = std::optional<std::string>;

struct TypeName {
  std::string_view text;
  RuleType type;
};

constexpr TypeName kTypes[] = {
    {"anything", RuleType::anything},
    {"pattern", RuleType::pattern},
    {"imei", RuleType::imei},
    {"mac", RuleType::mac},
    {"uuid", RuleType::uuid},
    {"email", RuleType::email},
    {"ip", RuleType::ip},
    {"creditcard", RuleType::creditcard},
    {"iban", RuleType::iban},
    {"userpath", RuleType::userpath},
    {"pemkey", RuleType::pemkey},
    {"url_auth", RuleType::url_auth},
    {"us_ssn", RuleType::us_ssn},
    {"bearer", RuleType::bearer},
    {"password", RuleType::password},
    {"redact_pair", RuleType::redact_pair},
    {"redactPair", RuleType::redact_pair},
    {"multiple", RuleType::multiple},
    {"alias", RuleType::multiple},
};

struct MethodName {
  std::string_view text;
  Method method;
};

constexpr MethodName kMethods[] = {
    {"default", Method::standard}, {"remove", Method::remove}, {"replace", Method::replace},
    {"mask", Method::mask},        {"hash", Method::hash},
};

template <class Names>
const auto* find_name(const Names& names, std::string_view text) noexcept {
  const auto* const found = std::find_if(std::begin(names), std::end(names),
                                         [&](const auto& name) { return name.text == text; });
  return found == std::end(names) ? nullptr : found;
}

bool read_texts(const json::value* list, std::vector<std::string>& out) {
  if (list == nullptr || !list->is_array()) return false;
  for (const json::value& each : list->get_array()) {
    if (!each.is_string()) return false;
    out.emplace_back(each.get_string());
  }
  return true;
}

/// Reads one configuration; every flaw is told to whoever listens, the first of them counts.
class Reader {
 public:
  PiiConfig run(std::string_view text) {
    if (text.empty()) return {};
    const auto parsed = protocol::parse_json(text);
    if (!parsed) {
      note("invalid JSON");
    } else if (!parsed->is_object()) {
      if (!parsed->is_null()) note("expected an object");
    } else {
      sections(parsed->get_object());
    }
    return std::move(config_);
  }

  Flaw take_flaw() { return std::move(flaw_); }

 private:
  void note(std::string flaw) {
    if (!flaw_) flaw_ = std::move(flaw);
  }

  const json::object* section(const json::object& root, std::string_view name) {
    const json::value* const value = root.if_contains(name);
    if (value == nullptr || value->is_null()) return nullptr;
    if (!value->is_object()) {
      note(fmt::format("\"{}\" must be an object", name));
      return nullptr;
    }
    if (value->get_object().size() > kMaxRules) {
      note(fmt::format("\"{}\" has more than {} members", name, kMaxRules));
      return nullptr;
    }
    return &value->get_object();
  }

  void sections(const json::object& root) {
    if (const json::object* rules = section(root, "rules")) {
      for (const json::key_value_pair& member : *rules) rule(member.key(), member.value());
    }
    section(root, "vars");
    if (const json::object* applications = section(root, "applications")) {
      for (const json::key_value_pair& member : *applications) {
        application(member.key(), member.value());
      }
    }
  }

  void rule(std::string_view id, const json::value& value) {
    Rule rule;
    const json::object* const object = value.if_object();
    const Flaw flaw = object ? read_rule(*object, rule) : Flaw("must be an object");
    if (flaw) return note(fmt::format("rule \"{}\": {}", id, *flaw));
    config_.rules.emplace(id, std::move(rule));
  }

  Flaw read_rule(const json::object& object, Rule& rule) {
    const std::string_view name = protocol::find_string(object, "type");
    if (name.empty()) return "\"type\" is missing";
    const TypeName* const type = find_name(kTypes, name);
    if (type == nullptr) return fmt::format("unknown type \"{}\"", name);
    rule.type = type->type;
    if (const Flaw flaw = read_redaction(object, rule.redaction)) return flaw;
    if (const json::value* hide = object.if_contains("hideInner")) {
      if (!hide->is_bool()) return "\"hideInner\" must be true or false";
      rule.hide_inner = hide->get_bool();
    }
    switch (rule.type) {
      case RuleType::pattern:
        if (const Flaw flaw = read_groups(object, rule)) return flaw;
        return read_pattern(object, "pattern", rule);
      case RuleType::redact_pair:
        return read_pattern(object, "keyPattern", rule);
      case RuleType::multiple:
        return read_references(object, name == "alias", rule);
      default:
        return std::nullopt;
    }
  }

  static Flaw read_redaction(const json::object& object, Redaction& redaction) {
    const json::value* const value = object.if_contains("redaction");
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (!value->is_object()) return "\"redaction\" must be an object";
    const json::object& given = value->get_object();
    const MethodName* const method = find_name(kMethods, protocol::find_string(given, "method"));
    redaction.method = method == nullptr ? Method::nothing : method->method;
    if (method == nullptr) {
      if (!protocol::find_string(given, "method").empty()) return std::nullopt;
      return "\"redaction\" has no method";
    }
    if (redaction.method != Method::replace) return std::nullopt;
    const json::value* const text = given.if_contains("text");
    if (text != nullptr && !text->is_string()) return "\"text\" must be a string";
    redaction.text = text ? std::string(text->get_string()) : std::string(kFilteredText);
    return std::nullopt;
  }

  static Flaw read_groups(const json::object& object, Rule& rule) {
    const json::value* const groups = object.if_contains("replaceGroups");
    if (groups == nullptr || groups->is_null()) return std::nullopt;
    if (!groups->is_array()) return "\"replaceGroups\" must be a list of numbers";
    rule.replace_groups.clear();
    for (const json::value& each : groups->get_array()) {
      boost::system::error_code failed;
      const auto group = each.to_number<std::uint8_t>(failed);
      if (failed) return "\"replaceGroups\" must be a list of numbers";
      rule.replace_groups.push_back(group);
    }
    return std::nullopt;
  }

  Flaw read_pattern(const json::object& object, std::string_view member, Rule& rule) {
    const json::value* const pattern = object.if_contains(member);
    if (pattern == nullptr || !pattern->is_string()) {
      return fmt::format("\"{}\" must be a string", member);
    }
    if (++patterns_ > kMaxPatterns) return fmt::format("more than {} patterns", kMaxPatterns);
    rule.pattern = pattern->get_string();
    const auto compiled = Pattern::compile(rule.pattern);
    if (!compiled) return compiled.error();
    return std::nullopt;
  }

  static Flaw read_references(const json::object& object, bool is_alias, Rule& rule) {
    if (!is_alias) {
      if (read_texts(object.if_contains("rules"), rule.rules)) return std::nullopt;
      return "\"rules\" must be a list of rule ids";
    }
    const std::string_view only = protocol::find_string(object, "rule");
    if (only.empty()) return "\"rule\" must be a rule id";
    rule.rules.emplace_back(only);
    return std::nullopt;
  }

  void application(std::string_view selector, const json::value& value) {
    std::vector<std::string> ids;
    if (!read_texts(&value, ids)) {
      return note(fmt::format("application \"{}\" must be a list of rule ids", selector));
    }
    auto parsed = parse_selector_or_word(selector);
    if (!parsed) return note(std::move(parsed.error()));
    for (const std::string& id : ids) {
      if (!config_.rules.contains(id) && !builtin_rule(id)) {
        note(fmt::format("application \"{}\": there is no rule \"{}\"", selector, id));
      }
    }
    std::vector<std::string>& known = config_.applications[*std::move(parsed)];
    known.insert(known.end(), std::make_move_iterator(ids.begin()),
                 std::make_move_iterator(ids.end()));
  }

  PiiConfig config_;
  Flaw flaw_;
  std::size_t patterns_ = 0;
};

}  // namespace

PiiConfig read_pii_config(std::string_view text) {
  return Reader().run(text);
}

std::optional<std::string> find_pii_config_flaw(std::string_view text) {
  Reader reader;
  reader.run(text);
  return reader.take_flaw();
}

}  // namespace picket::domain::scrub

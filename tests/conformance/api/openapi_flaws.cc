#include "conformance/api/openapi_flaws.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "conformance/api/schema_check.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 8> kMethods = {"get",     "put",  "post",  "delete",
                                                      "options", "head", "patch", "trace"};
constexpr std::array<std::string_view, 7> kTypes = {"null",   "boolean", "object", "array",
                                                    "number", "string",  "integer"};
constexpr std::array<std::string_view, 15> kRules = {
    "$ref",       "type",     "enum",      "format",   "anyOf",
    "properties", "required", "items",     "minimum",  "additionalProperties",
    "maximum",    "maxItems", "maxLength", "minItems", "prefixItems"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::set<std::string> names_in(std::string_view path) {
  std::set<std::string> names;
  for (std::size_t open = path.find('{'); open != std::string_view::npos;
       open = path.find('{', open + 1))
    names.emplace(path.substr(open + 1, path.find('}', open) - open - 1));
  return names;
}

class Reader {
 public:
  explicit Reader(const json::object& document) : document_(document) {}

  std::vector<std::string> read() {
    const json::value* const version = document_.if_contains("openapi");
    if (version == nullptr || *version != "3.1.0") add("", "no version");
    need(document_, {"info", "servers", "paths", "components"}, "");
    references(document_, "");
    if (!flaws_.empty()) return std::move(flaws_);
    need(document_.at("info"), {"title", "version"}, "info");
    for (const json::key_value_pair& path : document_.at("paths").as_object())
      read_path(path.key(), path.value().as_object());
    for (const json::key_value_pair& one : document_.at("components").at("schemas").as_object()) {
      read_schema(one.value(), one.key());
      if (!used_.contains("#/components/schemas/" + std::string(one.key())))
        add(one.key(), "nobody uses it");
    }
    return std::move(flaws_);
  }

 private:
  void add(std::string_view where, std::string_view what) {
    flaws_.push_back(fmt::format("{}: {}", where, what));
  }

  void need(const json::value& in, std::initializer_list<std::string_view> names,
            std::string_view where) {
    for (const std::string_view name : names) {
      if (!in.is_object() || !in.get_object().contains(name))
        add(where, fmt::format("no {}", name));
    }
  }

  void references(const json::value& value, const std::string& where) {
    if (value.is_array()) {
      for (const json::value& one : value.get_array()) references(one, where + "[]");
    }
    if (!value.is_object()) return;
    for (const json::key_value_pair& one : value.get_object()) {
      if (one.key() == "$ref") {
        used_.emplace(one.value().as_string());
        if (resolve(document_, one.value().as_string()) == nullptr)
          add(where, "a reference leads nowhere: " + std::string(one.value().as_string()));
      }
      references(one.value(), where + "/" + std::string(one.key()));
    }
  }

  const json::object& followed(const json::value& value) const {
    const json::object& object = value.as_object();
    const json::value* const reference = object.if_contains("$ref");
    return reference == nullptr ? object : resolve(document_, reference->as_string())->as_object();
  }

  void read_path(std::string_view path, const json::object& operations) {
    if (!path.starts_with('/')) add(path, "a path starts with a slash");
    for (const json::key_value_pair& one : operations) {
      const std::string where = fmt::format("{} {}", std::string_view(one.key()), path);
      if (!is_among(kMethods, one.key())) add(where, "no method");
      const json::object& operation = one.value().as_object();
      need(operation, {"operationId", "responses", "summary", "tags", "security"}, where);
      if (!ids_.emplace(operation.at("operationId").as_string()).second)
        add(where, "its operationId is another's");
      read_parameters(operation, path, where);
      read_security(operation.at("security").as_array(), where);
      read_responses(operation.at("responses").as_object(), where);
      if (const json::value* const body = operation.if_contains("requestBody"))
        read_content(body->as_object(), where);
    }
  }

  void read_parameters(const json::object& operation, std::string_view path,
                       const std::string& where) {
    std::set<std::pair<std::string, std::string>> seen;
    std::set<std::string> in_path;
    if (const json::value* const list = operation.if_contains("parameters")) {
      for (const json::value& one : list->as_array()) {
        const json::object& parameter = followed(one);
        need(parameter, {"name", "in", "schema"}, where);
        const std::string name(parameter.at("name").as_string());
        const std::string in(parameter.at("in").as_string());
        if (!seen.emplace(in, name).second) add(where, "twice " + name);
        if (in == "path") in_path.insert(name);
        if (in == "path" && parameter.at("required") != true) add(where, name + " is not required");
        read_schema(parameter.at("schema"), where + " " + name);
      }
    }
    if (in_path != names_in(path)) add(where, "its parameters are not those of its path");
  }

  void read_security(const json::array& ways, const std::string& where) {
    const json::object& schemes = document_.at("components").at("securitySchemes").as_object();
    for (const json::value& way : ways) {
      for (const json::key_value_pair& scheme : way.as_object()) {
        if (!schemes.contains(scheme.key()) || !scheme.value().is_array())
          add(where, "no security scheme: " + std::string(scheme.key()));
      }
    }
  }

  void read_responses(const json::object& responses, const std::string& where) {
    bool succeeds = false;
    for (const json::key_value_pair& one : responses) {
      const std::string status(one.key());
      succeeds = succeeds || status.starts_with('2');
      if (status.size() != 3 || status.find_first_not_of("0123456789") != std::string::npos)
        add(where, "no status: " + status);
      const json::object& response = followed(one.value());
      need(response, {"description"}, where + " " + status);
      if (response.contains("content")) read_content(response, where + " " + status);
    }
    if (!succeeds) add(where, "never succeeds");
  }

  void read_content(const json::object& owner, const std::string& where) {
    need(owner, {"content"}, where);
    for (const json::key_value_pair& one : owner.at("content").as_object()) {
      if (one.key().find('/') == json::string_view::npos) add(where, "no media type");
      need(one.value(), {"schema"}, where);
      read_schema(one.value().at("schema"), where);
    }
  }

  void read_types(const json::value& types, const std::string& where) {
    if (types.is_string() && !is_among(kTypes, types.get_string())) add(where, "no type");
    if (!types.is_array()) return;
    for (const json::value& one : types.get_array()) {
      if (!is_among(kTypes, one.as_string())) add(where, "no type");
    }
  }

  void read_schema(const json::value& schema, const std::string& where) {
    if (!schema.is_object()) return add(where, "no schema");
    const json::object& rules = schema.get_object();
    for (const json::key_value_pair& rule : rules) {
      if (!is_among(kRules, rule.key())) add(where, "no rule: " + std::string(rule.key()));
      if (rule.key() == "type") read_types(rule.value(), where);
      if (rule.key() == "enum" && rule.value().as_array().empty()) add(where, "no word");
      if (rule.key() == "items" && rule.value().is_object())
        read_schema(rule.value(), where + "[]");
      if (rule.key() == "additionalProperties" && rule.value().is_object())
        read_schema(rule.value(), where + ".*");
      if (rule.key() == "anyOf" || rule.key() == "prefixItems") {
        for (const json::value& part : rule.value().as_array()) read_schema(part, where);
      }
      if (rule.key() == "properties") {
        for (const json::key_value_pair& one : rule.value().as_object())
          read_schema(one.value(), where + "." + std::string(one.key()));
      }
      if (rule.key() == "required") read_required(rules, where);
    }
  }

  void read_required(const json::object& rules, const std::string& where) {
    for (const json::value& name : rules.at("required").as_array()) {
      const json::value* const properties = rules.if_contains("properties");
      if (properties == nullptr || !properties->as_object().contains(name.as_string()))
        add(where, "requires what it has not: " + std::string(name.as_string()));
    }
  }

  const json::object& document_;
  std::set<std::string> used_;
  std::set<std::string> ids_;
  std::vector<std::string> flaws_;
};

}  // namespace

std::vector<std::string> openapi_flaws(const json::object& document) {
  return Reader(document).read();
}

}  // namespace picket::conformance

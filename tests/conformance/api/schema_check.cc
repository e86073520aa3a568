#include "conformance/api/schema_check.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "conformance/api/shape.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using Flaws = std::vector<std::string>;

constexpr std::size_t kMaxFlaws = 20;  ///< Of one value; a list of a hundred repeats itself.

const json::value* member(const json::object& object, std::string_view name) {
  return object.if_contains(name);
}

bool is_type(const json::value& value, std::string_view type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_bool();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  if (type == "number") return value.is_number();
  if (type == "array") return value.is_array();
  return type == "object" && value.is_object();
}

bool has_type(const json::value& value, const json::value& types) {
  if (types.is_string()) return is_type(value, types.get_string());
  const json::array& list = types.as_array();
  return std::any_of(list.begin(), list.end(),
                     [&](const json::value& one) { return is_type(value, one.as_string()); });
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

class Run {
 public:
  Run(const json::object& document, std::string_view unused)
      : document_(document), unused_(unused) {}

  void check(const json::value& schema, const json::value& value, const std::string& path) {
    if (flaws_.size() >= kMaxFlaws) return;
    const json::object& rules = schema.as_object();
    if (const json::value* const reference = member(rules, "$ref")) {
      const json::value* const target = resolve(document_, reference->as_string());
      if (target == nullptr) return add(path, "its schema is nowhere");
      return check(*target, value, path);
    }
    if (const json::value* const forms = member(rules, "anyOf"))
      return check_forms(forms->as_array(), value, path);
    if (const json::value* const types = member(rules, "type"); types && !has_type(value, *types))
      return add(path, fmt::format("{} instead of {}", kind_of(value), json::serialize(*types)));
    check_words(rules, value, path);
    if (value.is_object()) check_object(rules, value.get_object(), path);
    if (value.is_array()) check_array(rules, value.get_array(), path);
  }

  Flaws take() { return std::move(flaws_); }

 private:
  void add(const std::string& path, std::string_view what) {
    flaws_.push_back(fmt::format("{}: {}", path.empty() ? "the value" : path, what));
  }

  bool is_unused(const json::value& form) const {
    const json::value* const reference = member(form.as_object(), "$ref");
    return !unused_.empty() && reference != nullptr &&
           std::string_view(reference->as_string()).ends_with("/" + std::string(unused_));
  }

  /// One that fits suffices; else the one that fits best says what is wrong.
  void check_forms(const json::array& forms, const json::value& value, const std::string& path) {
    std::optional<Flaws> best;
    for (const json::value& form : forms) {
      if (is_unused(form)) continue;
      Run run(document_, unused_);
      run.check(form, value, path);
      Flaws flaws = run.take();
      if (!best || flaws.size() < best->size()) best = std::move(flaws);
    }
    if (!best) return add(path, "no form is left");
    flaws_.insert(flaws_.end(), best->begin(), best->end());
  }

  void check_words(const json::object& rules, const json::value& value, const std::string& path) {
    if (const json::value* const words = member(rules, "enum")) {
      const json::array& list = words->as_array();
      if (std::find(list.begin(), list.end(), value) == list.end())
        add(path, json::serialize(value) + " is none of " + json::serialize(list));
    }
    if (value.is_string()) {
      const json::value* const most = member(rules, "maxLength");
      if (most != nullptr && characters(value.get_string()) > most->to_number<std::size_t>())
        add(path, "too long");
      const json::value* const format = member(rules, "format");
      if (format != nullptr && *format == "date-time" && kind_of(value) != "date")
        add(path, json::serialize(value) + " is no date");
    }
    if (!value.is_number()) return;
    const json::value* const least = member(rules, "minimum");
    const json::value* const most = member(rules, "maximum");
    if (least != nullptr && value.to_number<double>() < least->to_number<double>())
      add(path, "too small");
    if (most != nullptr && value.to_number<double>() > most->to_number<double>())
      add(path, "too large");
  }

  void check_object(const json::object& rules, const json::object& value, const std::string& path) {
    if (const json::value* const required = member(rules, "required")) {
      for (const json::value& name : required->as_array()) {
        if (!value.contains(name.as_string()))
          add(path + "." + name.as_string().c_str(), "missing");
      }
    }
    const json::value* const properties = member(rules, "properties");
    const json::value* const others = member(rules, "additionalProperties");
    for (const json::key_value_pair& one : value) {
      const std::string below = path + "." + std::string(one.key());
      const json::value* const schema =
          properties == nullptr ? nullptr : member(properties->as_object(), one.key());
      if (schema != nullptr) {
        check(*schema, one.value(), below);
      } else if (others != nullptr && others->is_object()) {
        check(*others, one.value(), below);
      } else if (others == nullptr && properties != nullptr) {
        add(below, "described nowhere");
      }
    }
  }

  void check_array(const json::object& rules, const json::array& value, const std::string& path) {
    const json::value* const most = member(rules, "maxItems");
    if (most != nullptr && value.size() > most->to_number<std::size_t>()) add(path, "too many");
    const json::value* const first = member(rules, "prefixItems");
    const json::value* const items = member(rules, "items");
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (first != nullptr && i < first->as_array().size()) {
        check(first->as_array()[i], value[i], fmt::format("{}[{}]", path, i));
      } else if (items != nullptr && items->is_object()) {
        check(*items, value[i], path + "[]");
      } else if (items != nullptr && items->is_bool()) {
        add(path, "too many");
      }
    }
    const json::value* const least = member(rules, "minItems");
    if (least != nullptr && value.size() < least->to_number<std::size_t>()) add(path, "too few");
  }

  const json::object& document_;
  const std::string_view unused_;
  Flaws flaws_;
};

}  // namespace

const json::value* resolve(const json::object& document, std::string_view reference) {
  if (!reference.starts_with("#/")) return nullptr;
  reference.remove_prefix(2);
  const json::object* at = &document;
  for (;;) {
    const std::size_t slash = reference.find('/');
    const json::value* const found = at->if_contains(reference.substr(0, slash));
    if (found == nullptr || slash == std::string_view::npos) return found;
    if (!found->is_object()) return nullptr;
    at = &found->get_object();
    reference.remove_prefix(slash + 1);
  }
}

Flaws SchemaCheck::flaws(const json::value& schema, const json::value& value) const {
  Run run(document_, unused_);
  run.check(schema, value, "");
  return run.take();
}

}  // namespace picket::conformance

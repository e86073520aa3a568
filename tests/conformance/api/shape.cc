#include "conformance/api/shape.h"

#include <algorithm>
#include <optional>

#include "base/rfc3339.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// With a Z, and either no fraction or six digits of it.
bool is_date(std::string_view text) {
  constexpr std::size_t kPlain = std::string_view("2026-05-13T12:00:00Z").size();
  constexpr std::size_t kWithFraction = std::string_view("2026-05-13T12:00:00.123456Z").size();
  if (text.size() != kPlain && text.size() != kWithFraction) return false;
  return text.back() == 'Z' && parse_rfc3339(text).has_value();
}

/// The name of a list's member: of a tag its key, of an entry its type.
std::optional<std::string> name_of(const json::value& member) {
  const json::object* const object = member.if_object();
  if (object == nullptr) return std::nullopt;
  for (const auto& [key, other] : {std::pair("key", "value"), std::pair("type", "data")}) {
    const json::value* const name = object->if_contains(key);
    if (name != nullptr && name->is_string() && object->contains(other))
      return std::string(name->get_string());
  }
  return std::nullopt;
}

class Comparison {
 public:
  explicit Comparison(Allowed allowed) : allowed_(allowed) {}

  void values(const std::string& path, const json::value& example, const json::value& answer) {
    if (example.is_object() && answer.is_object()) {
      objects(path, example.get_object(), answer.get_object());
    } else if (example.is_array() && answer.is_array()) {
      arrays(path, example.get_array(), answer.get_array());
    } else if (kind_of(example) != kind_of(answer) && !allowed_(path, kind_of(answer))) {
      add(path, std::string(kind_of(answer)) + " instead of " + std::string(kind_of(example)));
    }
  }

  std::vector<Mismatch> take() { return std::move(found_); }

 private:
  void add(const std::string& path, std::string what) {
    Mismatch mismatch{path, std::move(what)};
    // Once for all members of a list.
    if (std::find(found_.begin(), found_.end(), mismatch) == found_.end())
      found_.push_back(std::move(mismatch));
  }

  void objects(const std::string& path, const json::object& example, const json::object& answer) {
    for (const json::key_value_pair& member : example) {
      const std::string below = path + "." + std::string(member.key());
      const json::value* const ours = answer.if_contains(member.key());
      if (ours == nullptr) {
        add(below, "missing");
      } else {
        values(below, member.value(), *ours);
      }
    }
    for (const json::key_value_pair& member : answer) {
      if (!example.contains(member.key())) add(path + "." + std::string(member.key()), "extra");
    }
  }

  void arrays(const std::string& path, const json::array& example, const json::array& answer) {
    if (!example.empty() && name_of(example.front())) return named(path, example, answer);
    const std::size_t both = std::min(example.size(), answer.size());
    if (both == 0 && !example.empty()) add(path + "[]", "missing");
    for (std::size_t i = 0; i < both; ++i) values(path + "[]", example[i], answer[i]);
  }

  void named(const std::string& path, const json::array& example, const json::array& answer) {
    const auto find = [](const json::array& list, const std::string& name) {
      return std::find_if(list.begin(), list.end(),
                          [&](const json::value& member) { return name_of(member) == name; });
    };
    for (const json::value& member : example) {
      const std::string name = name_of(member).value_or("");
      const auto* const ours = find(answer, name);
      const std::string below = path + "[" + name + "]";
      if (ours == answer.end()) {
        add(below, "missing");
      } else {
        values(below, member, *ours);
      }
    }
    for (const json::value& member : answer) {
      const std::string name = name_of(member).value_or("");
      if (find(example, name) == example.end()) add(path + "[" + name + "]", "extra");
    }
  }

  const Allowed allowed_;
  std::vector<Mismatch> found_;
};

}  // namespace

std::string_view kind_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return "null";
    case json::kind::bool_:
      return "bool";
    case json::kind::int64:
    case json::kind::uint64:
      return "integer";
    case json::kind::double_:
      return "real";
    case json::kind::string: {
      const std::string_view text = value.get_string();
      return is_date(text) ? "date" : is_digits(text) ? "digits" : "text";
    }
    case json::kind::array:
      return "array";
    case json::kind::object:
      return "object";
  }
  return "";
}

std::vector<Mismatch> compare(std::string_view name, const json::value& example,
                              const json::value& answer, Allowed allowed) {
  Comparison comparison(allowed);
  comparison.values(std::string(name), example, answer);
  return comparison.take();
}

}  // namespace picket::conformance

#include "domain/normalize/meta.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// The key of a node's own facts among those of its children.
constexpr std::string_view kOwn = "";
constexpr std::string_view kFacts[] = {"rem", "err", "len", "val"};
constexpr std::string_view kLimitRule = "!limit";
constexpr std::size_t kEllipsisBytes = 3;

json::object& object_at(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  if (!value.is_object()) value.emplace_object();
  return value.get_object();
}

json::array& array_at(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  if (!value.is_array()) value.emplace_array();
  return value.get_array();
}

template <class Value>
void push_once(json::array& list, Value&& value) {
  for (const json::value& known : list) {
    if (known == value) return;
  }
  list.push_back(std::forward<Value>(value));
}

/// The member or element of that name; null when there is none.
const json::value* inside(const json::value& value, std::string_view name) noexcept {
  if (const json::object* object = value.if_object()) return object->if_contains(name);
  const json::array* const array = value.if_array();
  if (array == nullptr || (name.size() > 1 && name[0] == '0')) return nullptr;
  std::size_t index = 0;
  const char* const end = name.data() + name.size();
  const auto [to, error] = std::from_chars(name.data(), end, index);
  return error == std::errc{} && to == end && index < array->size() ? &(*array)[index] : nullptr;
}

/// Whether containers in it are inside of one another that often.
bool is_deeper_than(const json::value& value, std::size_t levels) noexcept {
  if (!value.is_structured()) return false;
  if (levels == 0) return true;
  const auto deeper = [levels](const json::value& inner) {
    return is_deeper_than(inner, levels - 1);
  };
  if (const json::array* array = value.if_array()) {
    return std::any_of(array->begin(), array->end(), deeper);
  }
  const json::object& object = value.get_object();
  return std::any_of(object.begin(), object.end(), [&deeper](const json::key_value_pair& member) {
    return deeper(member.value());
  });
}

bool is_fact(std::string_view name, const json::value& value) noexcept {
  if (is_deeper_than(value, kMaxFactLevels)) return false;
  if (name == "val") {
    const double* const number = value.if_double();
    return !value.is_null() && (number == nullptr || std::isfinite(*number));
  }
  if (name == "len") return value.is_uint64() || (value.is_int64() && value.get_int64() >= 0);
  return (name == "rem" || name == "err") && value.is_array() && !value.get_array().empty();
}

/// Removes what no reader understands; false when nothing is left.
bool keep_facts(json::value& facts) {
  json::object* const object = facts.if_object();
  if (object == nullptr) return false;
  for (auto it = object->begin(); it != object->end();) {
    it = is_fact(it->key(), it->value()) ? it + 1 : object->erase(it);
  }
  return !object->empty();
}

/// Removes nodes that are about nothing, or further down than `levels`; false when nothing is left.
bool attach(json::value& node, const json::value& about, std::size_t levels) {
  json::object* const object = node.if_object();
  if (object == nullptr) return false;
  for (auto it = object->begin(); it != object->end();) {
    const bool is_own = it->key() == kOwn;
    const json::value* const child = is_own || levels == 0 ? nullptr : inside(about, it->key());
    const bool keep =
        is_own ? keep_facts(it->value()) : child && attach(it->value(), *child, levels - 1);
    it = keep ? it + 1 : object->erase(it);
  }
  return !object->empty();
}

/// Also removes what was moved further down than `levels`; false when nothing is left.
bool arrange(json::object& node, std::size_t levels) {
  for (auto it = node.begin(); it != node.end();) {
    json::object& object = it->value().get_object();
    if (it->key() != kOwn) {
      it = levels > 0 && arrange(object, levels - 1) ? it + 1 : node.erase(it);
      continue;
    }
    json::object arranged(object.storage());
    for (const std::string_view fact : kFacts) {
      if (json::value* value = object.if_contains(fact)) arranged.emplace(fact, std::move(*value));
    }
    object = std::move(arranged);
    ++it;
  }
  return !node.empty();
}

}  // namespace

std::string_view to_string(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::invalid_data:
      return "invalid_data";
    case ErrorKind::missing_attribute:
      return "missing_attribute";
    case ErrorKind::invalid_attribute:
      return "invalid_attribute";
    case ErrorKind::value_too_long:
      return "value_too_long";
    case ErrorKind::clock_drift:
      return "clock_drift";
    case ErrorKind::past_timestamp:
      return "past_timestamp";
    case ErrorKind::future_timestamp:
      return "future_timestamp";
  }
  return "invalid_data";
}

void Meta::load(json::value sent, const json::object& event) {
  json::object* const tree = sent.if_object();
  if (tree == nullptr) return;
  for (auto it = tree->begin(); it != tree->end();) {
    const json::value* const about = event.if_contains(it->key());
    const bool keep = it->key() == kOwn ? keep_facts(it->value())
                                        : about && attach(it->value(), *about, kMaxNamedLevels - 1);
    it = keep ? it + 1 : tree->erase(it);
  }
  tree_ = std::move(*tree);
}

json::object& Meta::node(const Path& path) {
  if (path.parent() == nullptr) return tree_;
  json::object& parent = node(*path.parent());
  return path.is_unnamed() ? parent : object_at(parent, path.segment());
}

json::object& Meta::own(const Path& path) {
  return object_at(node(path), kOwn);
}

const json::object* Meta::find(const Path& path) const {
  if (path.parent() == nullptr) return &tree_;
  const json::object* const parent = find(*path.parent());
  if (path.is_unnamed()) return parent;
  return parent != nullptr ? protocol::find_object(*parent, path.segment()) : nullptr;
}

void Meta::error(const Path& path, ErrorKind kind, json::object data) {
  if (errors_ == kMaxErrors) {
    ++suppressed_;
    return;
  }
  ++errors_;
  json::array& list = array_at(own(path), "err");
  for (auto it = data.begin(); it != data.end();) {
    it = is_deeper_than(it->value(), kMaxFactLevels) ? data.erase(it) : it + 1;
  }
  if (data.empty()) {
    push_once(list, json::string(to_string(kind), list.storage()));
  } else {
    push_once(list, json::array({to_string(kind), std::move(data)}, list.storage()));
  }
}

void Meta::invalid(const Path& path, std::string_view reason) {
  error(path, ErrorKind::invalid_data, json::object({{"reason", reason}}, tree_.storage()));
}

void Meta::original(const Path& path, const json::value& value) {
  if (suppressed_ > 0 || is_deeper_than(value, kMaxFactLevels)) return;
  if (const json::string* text = value.if_string(); text && text->size() >= kMaxOriginalBytes) {
    return;
  }
  std::string text;
  protocol::write_json(value, text);
  if (text == "null" || text.size() >= kMaxOriginalBytes) return;  // Infinity is written as null.
  own(path).emplace("val", value);
}

void Meta::original_length(const Path& path, std::size_t length) {
  own(path).emplace("len", length);
}

void Meta::cut_text(const Path& path, std::size_t length, std::size_t kept) {
  original_length(path, length);
  json::array& list = array_at(own(path), "rem");
  // Remarks about what is gone now go with it: [rule, type, start, end].
  const auto beyond = [kept](const json::value& remark) {
    const json::array* const parts = remark.if_array();
    if (parts == nullptr || parts->size() < 4) return false;
    const std::int64_t* const end = (*parts)[3].if_int64();
    return end != nullptr && *end > static_cast<std::int64_t>(kept);
  };
  list.erase(std::remove_if(list.begin(), list.end(), beyond), list.end());
  list.push_back(json::array({kLimitRule, "s", kept, kept + kEllipsisBytes}, list.storage()));
}

void Meta::remark(const Path& path, std::string_view rule, std::string_view type,
                  std::optional<std::pair<std::size_t, std::size_t>> range) {
  json::array& list = array_at(own(path), "rem");
  json::array entry({rule, type}, list.storage());
  if (range) {
    entry.push_back(range->first);
    entry.push_back(range->second);
  }
  push_once(list, std::move(entry));
}

const json::array* Meta::remarks(const Path& path) const {
  if (tree_.empty()) return nullptr;
  const json::object* const found = find(path);
  const json::object* const facts = found ? protocol::find_object(*found, kOwn) : nullptr;
  return facts ? protocol::find_array(*facts, "rem") : nullptr;
}

void Meta::set_remarks(const Path& path, json::array remarks) {
  if (!remarks.empty()) {
    own(path)["rem"] = std::move(remarks);
  } else if (this->remarks(path) != nullptr) {
    forget_fact(path, "rem");
  }
}

void Meta::copy_remarks(const Path& from, const Path& to, std::size_t offset) {
  const json::array* const known = remarks(from);
  if (known == nullptr) return;
  json::array moved(tree_.storage());
  for (const json::value& remark : *known) {
    json::value copy(remark, tree_.storage());
    json::array* const parts = copy.if_array();
    for (std::size_t i = 2; parts != nullptr && i < parts->size() && i < 4; ++i) {
      // A place that is no number of bytes, as an SDK may send it, is in no text before or after.
      boost::system::error_code none;
      const auto place = (*parts)[i].to_number<std::uint32_t>(none);
      if (!none) (*parts)[i] = place + offset;
    }
    moved.push_back(std::move(copy));
  }
  set_remarks(to, std::move(moved));
}

json::value* Meta::kept_original(const Path& path) {
  if (!has(path)) return nullptr;
  return own(path).if_contains("val");
}

void Meta::forget_original(const Path& path) {
  if (has(path)) forget_fact(path, "val");
}

void Meta::forget_fact(const Path& path, std::string_view fact) {
  json::object& facts = own(path);
  facts.erase(fact);
  if (!facts.empty()) return;
  json::object& about = node(path);
  about.erase(kOwn);
  if (about.empty()) remove(path);
}

bool Meta::has(const Path& path) const {
  if (tree_.empty()) return false;
  const json::object* const found = find(path);
  return found != nullptr && found->contains(kOwn);
}

bool Meta::has_any(const Path& path) const {
  if (tree_.empty()) return false;
  const json::object* const found = find(path);
  return found != nullptr && !found->empty();
}

void Meta::remove(const Path& path) {
  if (path.parent() == nullptr) return tree_.clear();
  json::object& parent = node(*path.parent());
  parent.erase(path.segment());
  if (parent.empty()) remove(*path.parent());
}

void Meta::forget(const Path& path) {
  if (!path.is_unnamed() && has_any(path)) remove(path);
}

void Meta::forget_inside(const Path& path) {
  if (path.is_unnamed() || !has_any(path)) return;
  json::object& known = node(path);
  for (auto it = known.begin(); it != known.end();) {
    it = it->key() == kOwn ? it + 1 : known.erase(it);
  }
  if (known.empty()) remove(path);
}

void Meta::move(const Path& from, const Path& to) {
  forget(to);
  put(to, extract(from));
}

json::object Meta::extract(const Path& path) {
  if (path.is_unnamed() || !has_any(path)) return json::object(tree_.storage());
  json::object known = std::move(node(path));
  remove(path);
  return known;
}

void Meta::put(const Path& path, json::object known) {
  if (!path.is_unnamed() && !known.empty()) node(path) = std::move(known);
}

json::object Meta::take() && {
  arrange(tree_, kMaxNamedLevels);
  return std::move(tree_);
}

}  // namespace picket::domain::normalize

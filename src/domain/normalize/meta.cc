#include "domain/normalize/meta.h"

#include <algorithm>
#include <string>
#include <utility>

#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// The key of a node's own facts among those of its children.
constexpr std::string_view kOwn = "";
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

void Meta::load(json::value sent) {
  if (sent.is_object()) tree_ = std::move(sent.get_object());
}

json::object& Meta::node(const Path& path) {
  if (path.parent() == nullptr) return tree_;
  return object_at(node(*path.parent()), path.segment());
}

json::object& Meta::own(const Path& path) {
  return object_at(node(path), kOwn);
}

const json::object* Meta::find(const Path& path) const {
  if (path.parent() == nullptr) return &tree_;
  const json::object* const parent = find(*path.parent());
  return parent != nullptr ? protocol::find_object(*parent, path.segment()) : nullptr;
}

void Meta::error(const Path& path, ErrorKind kind, json::object data) {
  if (errors_ == kMaxErrors) {
    ++suppressed_;
    return;
  }
  ++errors_;
  json::array& list = array_at(own(path), "err");
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
  if (suppressed_ > 0) return;
  if (const json::string* text = value.if_string(); text && text->size() >= kMaxOriginalBytes) {
    return;
  }
  std::string text;
  protocol::write_json(value, text);
  if (text.size() < kMaxOriginalBytes) own(path).emplace("val", value);
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

void Meta::forget(const Path& path) {
  if (!has_any(path)) return;
  if (path.parent() == nullptr) {
    tree_.clear();
  } else {
    node(*path.parent()).erase(path.segment());
  }
}

void Meta::move(const Path& from, const Path& to) {
  forget(to);
  if (!has_any(from)) return;
  json::object moved = std::move(node(from));
  forget(from);
  node(to) = std::move(moved);
}

}  // namespace picket::domain::normalize

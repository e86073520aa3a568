#include "domain/normalize/convert.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/normalize/scalar.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// Those of an event and the one that counts the others.
constexpr std::size_t kMaxShownErrors = kMaxErrors + 1;
/// Rejected elements that an error shows.
constexpr std::size_t kMaxListed = 10;

/// Moves `from`'s value to a new key of `to`, if it is there and not null.
void take(json::object& from, std::string_view key, json::object& to, std::string_view new_key) {
  json::value* const value = from.if_contains(key);
  if (value == nullptr || value->is_null()) return;
  to[new_key] = std::move(*value);
}

json::object& child_object(json::object& parent, std::string_view key) {
  json::value& child = parent[key];
  if (!child.is_object()) child.emplace_object();
  return child.get_object();
}

/// The legacy object at `key`, moved out; empty when there is none.
json::object extract(json::object& from, std::string_view key) {
  json::object found(from.storage());
  if (json::value* value = from.if_contains(key)) {
    if (value->is_object()) found = std::move(value->get_object());
    from.erase(key);
  }
  return found;
}

}  // namespace

void object_from_array(json::value& value, const Path&, Shaper& shaper) {
  if (!value.is_array()) return;
  json::object object(shaper.storage());
  std::size_t index = 0;
  for (json::value& element : value.get_array()) {
    object.emplace(std::to_string(index++), std::move(element));
  }
  value = std::move(object);
}

void http_link(json::value& value, const Path& path, Shaper& shaper) {
  const json::string* const text = value.if_string();
  if (text == nullptr) return;
  const std::string_view link = as_view(*text);
  if (link.starts_with("http://") || link.starts_with("https://")) return;
  shaper.reject(value, path, "expected http URL");
}

void legacy_mechanism(json::value& value, const Path& path, Shaper& shaper) {
  json::object* const mechanism = value.if_object();
  if (mechanism == nullptr || mechanism->contains("type")) return;
  json::object signal = extract(*mechanism, "posix_signal");
  json::object mach = extract(*mechanism, "mach_exception");
  const bool has_address = mechanism->contains("relevant_address");
  if (signal.empty() && mach.empty() && !has_address) return;

  for (const char* const key : {"posix_signal", "mach_exception", "relevant_address"}) {
    shaper.meta().forget(Path(path, key));
  }
  (*mechanism)["type"] = "generic";
  if (has_address) {
    take(*mechanism, "relevant_address", child_object(*mechanism, "data"), "relevant_address");
    mechanism->erase("relevant_address");
  }
  if (!signal.empty()) {
    json::object& to = child_object(child_object(*mechanism, "meta"), "signal");
    take(signal, "signal", to, "number");
    take(signal, "name", to, "name");
    take(signal, "code", to, "code");
    take(signal, "code_name", to, "code_name");
  }
  if (!mach.empty()) {
    json::object& to = child_object(child_object(*mechanism, "meta"), "mach_exception");
    take(mach, "exception", to, "exception");
    take(mach, "exception_name", to, "name");
    take(mach, "code", to, "code");
    take(mach, "subcode", to, "subcode");
  }
}

void fingerprint_strings(json::value& value, const Path& path, Shaper& shaper) {
  if (!value.is_array()) return shaper.reject(value, path, "expected an array");
  json::array& list = value.get_array();
  json::array kept(shaper.storage());
  json::array bad(shaper.storage());
  std::size_t bad_count = 0;
  for (json::value& element : list) {
    if (element.is_null()) continue;
    if (!element.is_string()) {
      const auto text = lenient_text(element);
      if (!text) {
        ++bad_count;
        if (bad.size() < kMaxListed) bad.push_back(std::move(element));
        continue;
      }
      shaper.set_text(element, *text);
    }
    kept.push_back(std::move(element));
  }
  shaper.meta().forget_inside(path);  // Positions change.
  if (bad_count > 0) {
    const std::size_t length = list.size();
    json::object data(shaper.storage());
    data.emplace("value", std::move(bad));
    shaper.meta().error(path, ErrorKind::invalid_data, std::move(data));
    shaper.meta().original_length(path, length);
  }
  if (kept.empty()) {
    value = nullptr;
  } else {
    value = std::move(kept);
  }
}

void logentry_object(json::value& value, const Path& path, Shaper& shaper) {
  if (value.is_object()) return;
  if (value.is_bool() && !value.get_bool()) {
    shaper.meta().forget(path);
    value = nullptr;
    return;
  }
  shaper.meta().forget_inside(path);
  shaper.meta().move(path, Path(path, "formatted"));
  json::object entry(shaper.storage());
  if (value.is_string()) {
    entry.emplace("formatted", std::move(value));
  } else {
    std::string text;
    protocol::write_json(value, text);
    entry.emplace("formatted", text);
  }
  value = std::move(entry);
}

void context_objects(json::value& value, const Path& path, Shaper& shaper) {
  if (!value.is_object()) return shaper.reject(value, path, "expected an object");
  json::object& contexts = value.get_object();
  if (contexts.empty()) return;
  for (auto it = contexts.begin(); it != contexts.end();) {
    const Path at(path, it->key());
    json::value& context = it->value();
    if (!context.is_object() && !context.is_null()) {
      shaper.reject(context, at, "expected an object");
    }
    if (it->key() == "reprocessing" || (context.is_null() && !shaper.meta().has(at))) {
      shaper.meta().forget(at);
      it = contexts.erase(it);
      continue;
    }
    if (context.is_object()) {
      json::object& object = context.get_object();
      const std::string_view name = it->key();
      if (protocol::find_string(object, "type").empty()) object["type"] = name;
      const Schema* const schema = context_schema(protocol::find_string(object, "type"));
      if (schema != nullptr) shaper.object(object, *schema, at);
    }
    ++it;
  }
  if (contexts.empty()) value = nullptr;
}

void error_list(json::value& value, const Path& path, Shaper& shaper) {
  if (!value.is_array()) return shaper.reject(value, path, "expected an array");
  json::array& errors = value.get_array();
  shaper.meta().forget_inside(path);
  errors.erase(std::remove_if(errors.begin(), errors.end(),
                              [](const json::value& error) { return !error.is_object(); }),
               errors.end());
  if (errors.size() > kMaxShownErrors) {
    shaper.meta().original_length(path, errors.size());
    errors.resize(kMaxShownErrors);
  }
}

}  // namespace picket::domain::normalize

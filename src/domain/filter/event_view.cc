#include "domain/filter/event_view.h"

#include "base/ascii.h"
#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::value& value) noexcept {
  const json::string* const text = value.if_string();
  return text == nullptr ? std::string_view{} : std::string_view(*text);
}

std::string_view text_in(const json::object& event, std::string_view object,
                         std::string_view member) noexcept {
  const json::object* const inner = protocol::find_object(event, object);
  return inner == nullptr ? std::string_view{} : protocol::find_string(*inner, member);
}

/// Headers are a list of pairs; an object is what some SDKs sent before it was normalized.
std::string_view find_header(const json::value& headers, std::string_view name) noexcept {
  if (const json::array* const list = headers.if_array()) {
    for (const json::value& entry : *list) {
      const json::array* const pair = entry.if_array();
      if (pair == nullptr || pair->size() < 2) continue;
      if (ascii::iequals(text_of((*pair)[0]), name)) return text_of((*pair)[1]);
    }
  } else if (const json::object* const object = headers.if_object()) {
    for (const json::key_value_pair& entry : *object) {
      if (ascii::iequals(entry.key(), name)) return text_of(entry.value());
    }
  }
  return {};
}

}  // namespace

std::string_view EventView::type() const noexcept {
  return protocol::find_string(*event_, "type");
}

std::string_view EventView::release() const noexcept {
  return protocol::find_string(*event_, "release");
}

std::string_view EventView::transaction() const noexcept {
  return type() == "transaction" ? protocol::find_string(*event_, "transaction")
                                 : std::string_view{};
}

std::string_view EventView::message() const noexcept {
  const json::object* const entry = protocol::find_object(*event_, "logentry");
  if (entry == nullptr) return {};
  const json::value* const formatted = entry->if_contains("formatted");
  if (formatted != nullptr && formatted->is_string()) return text_of(*formatted);
  return protocol::find_string(*entry, "message");
}

std::string_view EventView::user_address() const noexcept {
  return text_in(*event_, "user", "ip_address");
}

std::string_view EventView::url() const noexcept {
  return text_in(*event_, "request", "url");
}

std::string_view EventView::header(std::string_view name) const noexcept {
  const json::object* const request = protocol::find_object(*event_, "request");
  if (request == nullptr) return {};
  const json::value* const headers = request->if_contains("headers");
  return headers == nullptr ? std::string_view{} : find_header(*headers, name);
}

const json::array* EventView::exceptions() const noexcept {
  const json::value* const exception = event_->if_contains("exception");
  if (exception == nullptr) return nullptr;
  if (const json::object* const object = exception->if_object()) {
    return protocol::find_array(*object, "values");
  }
  return exception->if_array();
}

const json::object* EventView::csp() const noexcept {
  return type() == "csp" ? protocol::find_object(*event_, "csp") : nullptr;
}

}  // namespace picket::domain::filter

// The HTTP request. Source: shared spec "ingest", section 3.11; URLs are split, not yet brought
// into their WHATWG form.
#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/shape.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::string_view kEllipsisCharacter = "\xE2\x80\xA6";

bool is_method(std::string_view method) noexcept {
  return method.size() >= 3 && method.size() <= 32 &&
         std::all_of(method.begin(), method.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
}

void normalize_method(json::object& request, const Path& path, Meta& meta) {
  json::value* const value = request.if_contains("method");
  json::string* const method = value != nullptr ? value->if_string() : nullptr;
  if (method == nullptr) return;
  for (char& c : *method) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (is_method(as_view(*method))) return;
  meta.invalid(Path(path, "method"), "invalid http method");
  meta.original(Path(path, "method"), *value);
  *value = nullptr;
}

bool lacks(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value == nullptr || value->is_null();
}

void split_url(json::object& request, const Path& path, Meta& meta) {
  std::string url(protocol::find_string(request, "url"));
  if (url.empty()) return;
  if (url.ends_with(kEllipsisCharacter)) {
    url.replace(url.size() - kEllipsisCharacter.size(), kEllipsisCharacter.size(), "...");
  }
  const ascii::Split fragment = ascii::split_once(url, '#');
  const ascii::Split query = ascii::split_once(fragment.head, '?');
  if (!query.tail.empty() && lacks(request, "query_string")) {
    json::value pairs(query.tail, request.storage());
    Shaper shaper(meta, request.storage());
    query_pairs(pairs, Path(path, "query_string"), shaper);
    if (!pairs.is_null()) request["query_string"] = std::move(pairs);
  }
  if (!fragment.tail.empty() && lacks(request, "fragment")) request["fragment"] = fragment.tail;
  if (protocol::find_string(request, "url") != query.head) request["url"] = query.head;
}

/// Parsed cookies take the place of the header.
void take_cookie_header(json::object& request, const Path& path, Meta& meta) {
  json::value* const value = request.if_contains("headers");
  json::array* const headers = value != nullptr ? value->if_array() : nullptr;
  if (headers == nullptr) return;
  const auto is_cookie = [](const json::value& header) {
    const json::array* const pair = header.if_array();
    const json::string* const name = pair != nullptr ? (*pair)[0].if_string() : nullptr;
    return name != nullptr && ascii::iequals(as_view(*name), "cookie");
  };
  const auto found = std::find_if(headers->begin(), headers->end(), is_cookie);
  if (found == headers->end()) return;
  const json::string* const text = found->get_array()[1].if_string();
  if (lacks(request, "cookies")) {
    if (text == nullptr) return;
    Meta scratch(request.storage());
    Shaper shaper(scratch, request.storage());
    json::value cookies(*text, request.storage());
    cookie_pairs(cookies, Path(path, "cookies"), shaper);
    if (!scratch.empty() || cookies.is_null()) return;  // Not all of it is cookies: it stays.
    request["cookies"] = std::move(cookies);
  }
  const Path headers_path(path, "headers");
  const bool noted = meta.has_any(headers_path);
  std::size_t kept = 0;
  json::array& list = *request.if_contains("headers")->if_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (is_cookie(list[i])) {
      if (noted) meta.forget(Path(headers_path, i));
      continue;
    }
    if (kept != i) {
      if (noted) meta.move(Path(headers_path, i), Path(headers_path, kept));
      list[kept] = std::move(list[i]);
    }
    ++kept;
  }
  list.resize(kept);
  if (list.empty() && !meta.has_any(headers_path)) request.erase("headers");
}

}  // namespace

StepResult normalize_request(Work& work) {
  json::value* const value = work.event.if_contains("request");
  if (value == nullptr || !value->is_object()) return {};
  json::object& request = value->get_object();
  const Path root;
  const Path path(root, "request");
  normalize_method(request, path, work.meta);
  split_url(request, path, work.meta);
  take_cookie_header(request, path, work.meta);
  return {};
}

}  // namespace picket::domain::normalize
